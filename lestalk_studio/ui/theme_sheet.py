"""The style sheet; the names in braces are colours of a theme, `icons` the folder of the small pictures."""

SHEET = """
QWidget {{ font-size: 12px; }}
QMainWindow::separator {{ background: {panel}; width: 4px; height: 4px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QDockWidget {{ titlebar-close-icon: none; titlebar-normal-icon: none; color: {dim_text}; }}
QDockWidget::title {{ background: {window}; padding: 5px 8px; border-bottom: 1px solid {line}; }}
QMenuBar {{ background: {window}; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu {{ background: {raised}; border: 1px solid {line}; padding: 4px 0; }}
QMenu::item {{ padding: 4px 28px 4px 22px; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 3px 5px; }}
QStatusBar {{ background: {panel}; color: {dim_text}; }}
QStatusBar::item {{ border: none; }}
QToolButton {{ border: 1px solid transparent; border-radius: 3px; padding: 3px 7px; color: {text}; }}
QToolButton:hover {{ background: {raised}; border-color: {line}; }}
QToolButton:checked {{ background: {active}; border-color: {accent}; }}
QToolButton:focus, QPushButton:focus {{ border-color: {accent}; }}
QToolButton:disabled, QPushButton:disabled, QCheckBox:disabled {{ color: {disabled}; }}
QToolButton#sides {{ padding: 0 4px; color: {dim_text}; font-size: 10px; }}
QToolButton#sides:checked {{ color: {text}; }}
QPushButton {{ background: {raised}; border: 1px solid {line}; border-radius: 3px; padding: 5px 12px; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:pressed {{ background: {active}; }}
QFrame#start {{ border: 2px dashed {line}; border-radius: 10px; background: {panel}; }}
QFrame#zone {{ border: 1px solid {line}; border-radius: 6px; background: {panel}; }}
QLabel#title {{ font-size: 16px; }}
QLabel#hint {{ color: {dim_text}; }}
QLabel#warning {{ color: {warning}; }}
QToolButton#ellipsis::menu-indicator {{ image: none; }}
QLabel#keys {{ color: {accent}; }}
QPushButton#recent {{ text-align: left; border: 1px solid transparent; background: none; color: {accent};
  padding: 3px 2px; }}
QPushButton#recent:hover {{ text-decoration: underline; }}
QPushButton#heading {{ text-align: left; border: 1px solid transparent; border-radius: 0; padding: 3px 7px;
  font-weight: bold; }}
QPushButton#more {{ text-align: left; border: 1px solid transparent; background: none; padding: 2px 28px;
  color: {dim_text}; }}
QPushButton#more:hover, QPushButton#heading:hover {{ color: {accent}; }}
QPushButton#recent:focus, QPushButton#heading:focus, QPushButton#more:focus {{ border-color: {accent}; }}
QLineEdit, QComboBox, QPlainTextEdit {{ background: {panel}; border: 1px solid {control};
  border-radius: 3px; padding: 2px 4px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border-color: {accent}; }}
QComboBox QAbstractItemView {{ background: {raised}; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{icons}/arrow_{name}.png"); width: 14px; height: 14px; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {{ width: 14px;
  height: 14px; border: 1px solid {control}; border-radius: 3px; background: {panel}; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{icons}/check_{name}.png"); }}
QRadioButton::indicator:checked {{ image: url("{icons}/dot_{name}.png"); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {line}; background: {window}; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{ background: {disabled}; }}
QCheckBox, QRadioButton {{ border: 1px solid transparent; border-radius: 3px; padding: 1px 2px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QSlider {{ border: 1px solid transparent; border-radius: 3px; }}
QSlider:focus {{ border-color: {accent}; }}
QScrollBar:vertical {{ background: {panel}; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: {panel}; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 4px; margin: 2px; min-width: 24px; min-height: 24px; }}
QScrollBar::handle:hover {{ background: {handle_hover}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QListView, QUndoView, QTreeView, QTableView {{ background: {panel}; border: 1px solid transparent; }}
QListView {{ outline: none; }}
QListView::item {{ padding: 3px 6px; border: none; }}
QListView#presets::item {{ padding: 0; border-radius: 4px; }}
QListView:focus, QUndoView:focus, QTreeView:focus, QTableView:focus {{ border-color: {accent}; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {accent};
  color: {on_accent}; }}
QHeaderView::section {{ background: {window}; color: {dim_text}; border: none; padding: 3px 6px; }}
QProgressBar {{ background: {groove}; border: none; border-radius: 3px; color: {text}; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QTabBar::tab {{ background: {window}; color: {dim_text}; padding: 4px 10px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QScrollArea {{ border: none; }}
"""
