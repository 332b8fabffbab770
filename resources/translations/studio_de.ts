<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>Studio</name>
  <message>
   <location filename="../../lestalk_studio/ui/task_bar.py" />
   <source> (and {n} more)</source>
   <translation> (und {n} weitere)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source> pixels</source>
   <translation> Pixel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>&amp;Brush</source>
   <translation>&amp;Pinsel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>&amp;Keys</source>
   <translation>&amp;Schlüsselbilder</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>&amp;Play</source>
   <translation>&amp;Wiedergabe</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/status_line.py" />
   <source>, {n} selected</source>
   <translation>, {n} ausgewählt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/status_line.py" />
   <source>1 key</source>
   <translation>1 Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>A file of this project is not where it was. Say where it is, or leave it out.</source>
   <translation>Eine Datei dieses Projekts ist nicht mehr an ihrem Ort. Geben Sie an, wo sie ist, oder lassen Sie sie weg.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>A microphone, a hand or a scarf before the face then stays while the face moves beneath it.</source>
   <translation>Ein Mikrofon, eine Hand oder ein Schal vor dem Gesicht bleibt dann stehen, während sich das Gesicht dahinter bewegt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>A picture with a face: JPEG, PNG, WebP, TIFF</source>
   <translation>Ein Bild mit Gesicht: JPEG, PNG, WebP, TIFF</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>A picture with a face; WAV, MP3 or a video with speech.</source>
   <translation>Ein Bild mit Gesicht; WAV, MP3 oder ein Video mit Sprache.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>A talking video or an OpenFace CSV moves the face in place of the voice.</source>
   <translation>Ein Video mit Sprache oder eine OpenFace-CSV bewegt das Gesicht statt der Stimme.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Action</source>
   <translation>Aktion</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/radar.py" />
   <location filename="../../lestalk_studio/ui/timeline/texts.py" />
   <source>Action units</source>
   <translation>Action Units</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Add a key …</source>
   <translation>Taste hinzufügen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Add key</source>
   <translation>Schlüsselbild setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Add key at playhead</source>
   <translation>Schlüsselbild am Abspielkopf setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Add key here</source>
   <translation>Schlüsselbild hier setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/markers.py" />
   <source>Add marker</source>
   <translation>Marke setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Add marker here …</source>
   <translation>Marke hier setzen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_kinds.py" />
   <source>All files</source>
   <translation>Alle Dateien</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Alt while dragging a key</source>
   <translation>Alt beim Ziehen eines Schlüsselbilds</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Alt+drag on the ruler</source>
   <translation>Alt+Ziehen auf dem Lineal</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>An export to {path} is in the queue already; name another file, or remove that one.</source>
   <translation>Ein Export nach {path} ist schon in der Warteschlange; nennen Sie eine andere Datei, oder entfernen Sie jenen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Analyse it</source>
   <translation>Analysieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Angry</source>
   <translation>Wütend</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Another</source>
   <translation>Anderer</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Another …</source>
   <translation>Andere …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Appalled</source>
   <translation>Entsetzt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Apply at playhead</source>
   <translation>Am Abspielkopf anwenden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Apply, rename or delete the chosen preset</source>
   <translation>Die gewählte Vorlage anwenden, umbenennen oder löschen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>As the portrait</source>
   <translation>Wie das Porträt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>As the project ({fps})</source>
   <translation>Wie das Projekt ({fps})</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/appearance.py" />
   <location filename="../../lestalk_studio/ui/look_page.py" />
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Audible scrubbing</source>
   <translation>Hörbares Scrubben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Auto intensity from voice</source>
   <translation>Auto-Intensität aus der Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/auto.py" />
   <source>Auto intensity {lane}</source>
   <translation>Auto-Intensität {lane}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Auto-key</source>
   <translation>Auto-Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Awed</source>
   <translation>Ehrfürchtig</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/radar_paint.py" />
   <location filename="../../lestalk_studio/ui/radar_picture.py" />
   <source>Base</source>
   <translation>Basis</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Bend curve</source>
   <translation>Kurve biegen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Best: large, for further work</source>
   <translation>Beste: groß, zur Weiterverarbeitung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Between in and out point</source>
   <translation>Zwischen In- und Out-Punkt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Bittersweet</source>
   <translation>Bittersüß</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Blend</source>
   <translation>Mischen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Blink left</source>
   <translation>Lidschluss links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Blink right</source>
   <translation>Lidschluss rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Blinks off</source>
   <translation>Lidschläge aus</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Blinks on</source>
   <translation>Lidschläge an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Brows</source>
   <translation>Brauen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Browse …</source>
   <translation>Durchsuchen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>By itself</source>
   <translation>Von selbst</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Change transition</source>
   <translation>Übergang ändern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Change …</source>
   <translation>Ändern …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Changed by you</source>
   <translation>Von Ihnen geändert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Changed meanwhile</source>
   <translation>Inzwischen geändert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>Choose an emotion's lane first; its level is filled from the voice.</source>
   <translation>Wählen Sie zuerst die Spur einer Emotion; ihre Stärke wird aus der Stimme gefüllt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/drop_zone.py" />
   <source>Choose another …</source>
   <translation>Andere Datei wählen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Choose face</source>
   <translation>Gesicht wählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Choose how a performance moves the face</source>
   <translation>Wählen, wie eine Darbietung das Gesicht bewegt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Choose mask</source>
   <translation>Maske wählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Choose performance</source>
   <translation>Darbietung wählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Choose portrait</source>
   <translation>Porträt wählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Choose portrait …</source>
   <translation>Porträt wählen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Choose voice</source>
   <translation>Stimme wählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Choose voice …</source>
   <translation>Stimme wählen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/drop_zone.py" />
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Choose …</source>
   <translation>Wählen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Chosen preset</source>
   <translation>Gewählte Vorlage</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Clear</source>
   <translation>Leeren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Clear in and out</source>
   <translation>In- und Out-Punkt löschen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Clear lane</source>
   <translation>Spur leeren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_panel.py" />
   <source>Clear what has ended</source>
   <translation>Beendete entfernen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/front.py" />
   <source>Clear what was painted</source>
   <translation>Gemaltes entfernen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/lanes.py" />
   <source>Clear {lane}</source>
   <translation>{lane} leeren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Click the face to animate.</source>
   <translation>Klicken Sie das Gesicht an, das animiert werden soll.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Concentrated</source>
   <translation>Konzentriert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Contempt</source>
   <translation>Verächtlich</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Copy keys</source>
   <translation>Schlüsselbilder kopieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Count in frames</source>
   <translation>In Bildern zählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>Create project</source>
   <translation>Projekt anlegen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Ctrl while dragging</source>
   <translation>Strg beim Ziehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Ctrl+wheel</source>
   <translation>Strg+Mausrad</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Curve editor</source>
   <translation>Kurveneditor</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/tool_row.py" />
   <source>Curves</source>
   <translation>Kurven</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Custom</source>
   <translation>Eigener</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/editing.py" />
   <source>Cut keys</source>
   <translation>Schlüsselbilder ausschneiden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Damaged project</source>
   <translation>Beschädigtes Projekt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/appearance.py" />
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Decide later</source>
   <translation>Später entscheiden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Delete keys</source>
   <translation>Schlüsselbilder löschen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/markers.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Delete marker</source>
   <translation>Marke löschen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Demo project</source>
   <translation>Demoprojekt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>Detecting the face …</source>
   <translation>Erkenne das Gesicht …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <source>Device</source>
   <translation>Gerät</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>Device: {name}</source>
   <translation>Gerät: {name}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Disgusted</source>
   <translation>Angewidert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Done: {n} frames, {size}</source>
   <translation>Fertig: {n} Bilder, {size}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Double click in a lane</source>
   <translation>Doppelklick in eine Spur</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Double click on a slider</source>
   <translation>Doppelklick auf einen Regler</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/paint_lanes.py" />
   <source>Double-click to set the first key of this lane</source>
   <translation>Doppelklicken, um das erste Schlüsselbild dieser Spur zu setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Draft: quick and small, to judge the timing</source>
   <translation>Entwurf: schnell und klein, um das Timing zu beurteilen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Drag a bracket's end</source>
   <translation>Ende der Klammer ziehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/radar_picture.py" />
   <source>Drag a dot to set its level</source>
   <translation>Einen Punkt ziehen setzt die Stärke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Drag on ground</source>
   <translation>Auf freier Fläche ziehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Drag to blend the frame at the playhead towards the chosen preset</source>
   <translation>Ziehen, um das Bild am Abspielkopf zur gewählten Vorlage hin zu mischen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Drag to move the range between in and out</source>
   <translation>Ziehen, um den Bereich zwischen In und Out zu verschieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Drag to scale the selected keys in time</source>
   <translation>Ziehen, um die ausgewählten Schlüsselbilder zeitlich zu skalieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Drag to scale the selected keys in value; Shift: about 0</source>
   <translation>Ziehen, um die ausgewählten Schlüsselbilder im Wert zu skalieren; Umschalt: um 0</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <source>Dragging the playhead or stepping by frames lets the sound there be heard.</source>
   <translation>Beim Ziehen des Abspielkopfs und beim Schritt von Bild zu Bild ist der Ton dort zu hören.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Driving video as the source</source>
   <translation>Steuerndes Video als Quelle</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>Drop a portrait and a voice here</source>
   <translation>Porträt und Stimme hier ablegen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>Drop a portrait here</source>
   <translation>Porträt hier ablegen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>Drop a voice here</source>
   <translation>Stimme hier ablegen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/paint_ruler.py" />
   <source>Drop a voice here (WAV, MP3, video …)</source>
   <translation>Stimme hier ablegen (WAV, MP3, Video …)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Duplicate keys</source>
   <translation>Schlüsselbilder duplizieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Earlier</source>
   <translation>Früher</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Ease in</source>
   <translation>Einschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Ease in and out</source>
   <translation>Ein- und ausschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Ease out</source>
   <translation>Ausschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/radar_paint.py" />
   <location filename="../../lestalk_studio/ui/radar_picture.py" />
   <source>Edit</source>
   <translation>Bearbeitung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <location filename="../../lestalk_studio/ui/radar.py" />
   <location filename="../../lestalk_studio/ui/timeline/texts.py" />
   <source>Emotions</source>
   <translation>Emotionen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Erase</source>
   <translation>Radieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/front.py" />
   <source>Erase what is held in front</source>
   <translation>Von Hand Gehaltenes radieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/full_screen.py" />
   <source>Escape leaves full screen</source>
   <translation>Escape verlässt das Vollbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Escape while dragging</source>
   <translation>Escape beim Ziehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Everything</source>
   <translation>Alles</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Everything at 0</source>
   <translation>Alles auf 0</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Export</source>
   <translation>Export</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Export settings</source>
   <translation>Exporteinstellungen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Export to</source>
   <translation>Exportieren nach</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Export …</source>
   <translation>Exportieren …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_panel.py" />
   <source>Exported {path}.</source>
   <translation>{path} exportiert.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_panel.py" />
   <source>Exporting {name}</source>
   <translation>Exportiere {name}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/docks.py" />
   <source>Exports</source>
   <translation>Exporte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Exports are not finished yet.</source>
   <translation>Exporte sind noch nicht fertig.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Exports are running</source>
   <translation>Exporte laufen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Exports were not finished when the program ended; go on with them in their list.</source>
   <translation>Exporte waren beim Programmende nicht fertig; setzen Sie sie in ihrer Liste fort.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Eyes and cheeks</source>
   <translation>Augen und Wangen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <location filename="../../lestalk_studio/ui/timeline/texts.py" />
   <source>Eyes and head</source>
   <translation>Augen und Kopf</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Face</source>
   <translation>Gesicht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/face_row.py" />
   <source>Face {n}</source>
   <translation>Gesicht {n}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Fear</source>
   <translation>Ängstlich</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Fewer units</source>
   <translation>Weniger Units</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>File</source>
   <translation>Datei</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>File to write</source>
   <translation>Zieldatei</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Find a preset</source>
   <translation>Vorlage suchen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Find a preset, e.g. smile or AU12</source>
   <translation>Vorlage suchen, z. B. Lächeln oder AU12</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/panel.py" />
   <source>Find a unit</source>
   <translation>Unit suchen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/panel.py" />
   <source>Find a unit, e.g. brow or AU12</source>
   <translation>Unit suchen, z. B. Braue oder AU12</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Find an action or a key</source>
   <translation>Aktion oder Taste suchen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Find an action or a key, e.g. marker or Ctrl+K</source>
   <translation>Aktion oder Taste suchen, z. B. Marke oder Strg+K</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/tool_row.py" />
   <location filename="../../lestalk_studio/ui/view_panel.py" />
   <source>Fit</source>
   <translation>Einpassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Fit all</source>
   <translation>Alles einpassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Fit face</source>
   <translation>Gesicht einpassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Fit picture</source>
   <translation>Bild einpassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Fit selection</source>
   <translation>Auswahl einpassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/preview.py" />
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <source>Fitting the head</source>
   <translation>Passe den Kopf an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Fold</source>
   <translation>Einklappen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Fold all</source>
   <translation>Alle einklappen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Folder for the pictures</source>
   <translation>Ordner für die Bilder</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Folds of the skin</source>
   <translation>Hautfalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <location filename="../../lestalk_studio/ui/workers.py" />
   <source>Following the face</source>
   <translation>Verfolge das Gesicht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/graph.py" />
   <source>Following the face in the source</source>
   <translation>Verfolge das Gesicht in der Quelle</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Frame back</source>
   <translation>Ein Bild zurück</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Frame on</source>
   <translation>Ein Bild weiter</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <location filename="../../lestalk_studio/ui/rates.py" />
   <source>Frame rate</source>
   <translation>Bildrate</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Frame {done} of {total}</source>
   <translation>Bild {done} von {total}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Frames a second</source>
   <translation>Bilder pro Sekunde</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Frames a second of the preview and of exports.</source>
   <translation>Bilder pro Sekunde in Vorschau und Export.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>Frames on the disk are there again after the next start. They are made while nothing else is done.</source>
   <translation>Bilder auf dem Datenträger sind nach dem nächsten Start wieder da. Sie entstehen, während nichts anderes geschieht.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>Frames that lie in memory play without being rendered again.</source>
   <translation>Bilder im Speicher laufen, ohne noch einmal gerendert zu werden.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Gaze pitch</source>
   <translation>Blick auf/ab</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Gaze yaw</source>
   <translation>Blick seitlich</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Give a rate from {low:g} to {high:g} frames a second.</source>
   <translation>Geben Sie eine Rate von {low:g} bis {high:g} Bildern pro Sekunde an.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Give it here</source>
   <translation>Hierher geben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Go to marker</source>
   <translation>Zur Marke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Goes with the head</source>
   <translation>Geht mit dem Kopf</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Good: no loss that one sees</source>
   <translation>Gut: kein sichtbarer Verlust</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Happily surprised</source>
   <translation>Freudig überrascht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Happy</source>
   <translation>Fröhlich</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Hardness</source>
   <translation>Härte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Hardness of the brush</source>
   <translation>Härte des Pinsels</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Head motion off</source>
   <translation>Kopfbewegung aus</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Head motion on</source>
   <translation>Kopfbewegung an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Head pitch</source>
   <translation>Kopf nicken</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Head roll</source>
   <translation>Kopf neigen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Head x</source>
   <translation>Kopf x</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Head y</source>
   <translation>Kopf y</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Head yaw</source>
   <translation>Kopf drehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Head z</source>
   <translation>Kopf z</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/docks.py" />
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>History</source>
   <translation>Verlauf</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Hold</source>
   <translation>Halten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Hold in front</source>
   <translation>Davor halten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Hold what is before the face</source>
   <translation>Festhalten, was vor dem Gesicht ist</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>Holds</source>
   <translation>Enthält</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>How far emotions leave the mouth to speech is keyframed: the lane “Mouth preservation” under Mix.</source>
   <translation>Wie weit Emotionen den Mund der Sprache überlassen, bestimmen Schlüsselbilder: die Spur „Munderhaltung“ unter Mischung.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>How far it covers fully before it fades</source>
   <translation>Wie weit er voll deckt, bevor er ausläuft</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>How far the portrait's own expression gives way to an edit.</source>
   <translation>Wie weit der Ausdruck des Porträts einer Bearbeitung nachgibt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>How strongly cheeks, brows and forehead fold with the expression.</source>
   <translation>Wie stark Wangen, Brauen und Stirn mit dem Ausdruck Falten werfen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>In front</source>
   <translation>Davor</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>In point {when}</source>
   <translation>In-Punkt {when}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/docks.py" />
   <source>Inspector</source>
   <translation>Inspektor</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Intensity</source>
   <translation>Intensität</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/radar.py" />
   <source>Isolation</source>
   <translation>Isolation</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/texts.py" />
   <source>Isolation units</source>
   <translation>Isolation Units</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Its voice</source>
   <translation>Seine Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Jaw and chin</source>
   <translation>Kiefer und Kinn</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>Keep rendered frames on the disk, too</source>
   <translation>Gerenderte Bilder auch auf dem Datenträger behalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/keydot.py" />
   <source>Key of {lane}</source>
   <translation>Schlüsselbild von {lane}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Keyboard shortcuts</source>
   <translation>Tastenkürzel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Keyed lanes only</source>
   <translation>Nur Spuren mit Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/tool_row.py" />
   <source>Keyed only</source>
   <translation>Nur belegte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Keys and markers stay at their times in seconds.</source>
   <translation>Schlüsselbilder und Marken bleiben an ihren Zeiten in Sekunden.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Keys: click to change</source>
   <translation>Tasten: zum Ändern klicken</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/row.py" />
   <source>L R</source>
   <translation>L R</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>LES Talker Studio</source>
   <translation>LES Talker Studio</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/docks.py" />
   <location filename="../../lestalk_studio/ui/radar_picture.py" />
   <source>LES radar</source>
   <translation>LES-Radar</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Landmarks</source>
   <translation>Landmarken</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/look_page.py" />
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Larger brush</source>
   <translation>Größerer Pinsel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Last change</source>
   <translation>Letzte Änderung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Leave it there</source>
   <translation>Dort lassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Leave out</source>
   <translation>Weglassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/row.py" />
   <source>Left and right of this unit</source>
   <translation>Links und rechts dieser Unit</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/row.py" />
   <source>Left and right of {unit}</source>
   <translation>Links und rechts von {unit}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/drop_zone.py" />
   <source>Length {time}</source>
   <translation>Länge {time}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Let go what is before the face</source>
   <translation>Loslassen, was vor dem Gesicht ist</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/appearance.py" />
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Linear</source>
   <translation>Linear</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Lips</source>
   <translation>Lippen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/commands/analyze.py" />
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <source>Listening</source>
   <translation>Höre an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/graph.py" />
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <location filename="../../lestalk_studio/ui/workers.py" />
   <source>Listening to the speech</source>
   <translation>Höre die Sprache an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>Listening to the voice</source>
   <translation>Höre die Stimme an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Locate …</source>
   <translation>Suchen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Longer side</source>
   <translation>Längere Seite</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <source>Look again</source>
   <translation>Neu suchen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <source>Look and language</source>
   <translation>Aussehen und Sprache</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <source>Looking</source>
   <translation>Sehe an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/commands/new.py" />
   <location filename="../../lestalk_studio/pipeline/graph.py" />
   <location filename="../../lestalk_studio/pipeline/still.py" />
   <source>Looking at the portrait</source>
   <translation>Sehe das Porträt an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>Looking for devices …</source>
   <translation>Suche Geräte …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Looking for faces …</source>
   <translation>Suche Gesichter …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/preview.py" />
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <source>Looking for the face</source>
   <translation>Suche das Gesicht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Looking for the others in {folder} …</source>
   <translation>Suche die anderen in {folder} …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Loop</source>
   <translation>Schleife</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Lower keys</source>
   <translation>Schlüsselbilder absenken</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Marker</source>
   <translation>Marke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/editing.py" />
   <source>Marker {n}</source>
   <translation>Marke {n}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_kinds.py" />
   <source>Mask of what stands in front</source>
   <translation>Maske dessen, was davor steht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Measured on frames of this clip, and corrected by what past exports on this machine took.</source>
   <translation>Gemessen an Bildern dieses Clips, berichtigt nach früheren Exporten auf diesem Rechner.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Measured when no other export runs.</source>
   <translation>Wird gemessen, wenn kein anderer Export läuft.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Measuring …</source>
   <translation>Messe …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Media</source>
   <translation>Medien</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Media …</source>
   <translation>Medien …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>Memory for rendered frames</source>
   <translation>Speicher für gerenderte Bilder</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Mesh</source>
   <translation>Netz</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Missing media</source>
   <translation>Fehlende Medien</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <location filename="../../lestalk_studio/ui/timeline/texts.py" />
   <source>Mix</source>
   <translation>Mischung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/tool_strip.py" />
   <source>More tools</source>
   <translation>Weitere Werkzeuge</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/expression_model_box.py" />
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Motion</source>
   <translation>Bewegung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Mouse</source>
   <translation>Maus</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Mouth</source>
   <translation>Mund</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>Mouth preservation</source>
   <translation>Munderhaltung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/paint_lanes.py" />
   <source>Move a slider, or double-click in a lane, to set the first key</source>
   <translation>Einen Regler bewegen oder in eine Spur doppelklicken, um das erste Schlüsselbild zu setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Move keys</source>
   <translation>Schlüsselbilder verschieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/markers.py" />
   <source>Move marker</source>
   <translation>Marke verschieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Moved skin</source>
   <translation>Bewegte Haut</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Mute</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Mute (M)</source>
   <translation>Stumm (M)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Mute all of them</source>
   <translation>Alle stummschalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Mute lane</source>
   <translation>Spur stummschalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Mute sound</source>
   <translation>Ton stummschalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/lanes.py" />
   <source>Mute {lane}</source>
   <translation>{lane} stummschalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Name of the marker</source>
   <translation>Name der Marke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Name of the pose</source>
   <translation>Name der Pose</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>Name the file to write.</source>
   <translation>Nennen Sie die Zieldatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>Networks compute on</source>
   <translation>Netze rechnen auf</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Neutral</source>
   <translation>Neutral</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>New</source>
   <translation>Neu</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>New from portrait and voice …</source>
   <translation>Neu aus Porträt und Stimme …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/key_capture.py" />
   <source>New key</source>
   <translation>Neue Taste</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>New project</source>
   <translation>Neues Projekt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <source>Next key</source>
   <translation>Nächstes Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Next marker</source>
   <translation>Nächste Marke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_panel.py" />
   <source>No exports. File &gt; Export … adds one; it runs while you work on.</source>
   <translation>Keine Exporte. Datei &gt; Exportieren … fügt einen hinzu; er läuft, während Sie weiterarbeiten.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>No graphics card that torch can use was found.</source>
   <translation>Keine Grafikkarte gefunden, die torch nutzen kann.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/editing.py" />
   <source>No key is selected; click a key, or drag a box around some.</source>
   <translation>Kein Schlüsselbild ist ausgewählt; klicken Sie eines an, oder ziehen Sie einen Rahmen um einige.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preset_list.py" />
   <source>No preset is called that or holds it.</source>
   <translation>Keine Vorlage heißt so oder enthält das.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recent_menu.py" />
   <source>No project yet</source>
   <translation>Noch kein Projekt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>Nobody speaks in the voice, so there is no intensity to take from it.</source>
   <translation>In der Stimme spricht niemand, also gibt sie keine Intensität her.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>None: the voice moves the face.</source>
   <translation>Keine: Die Stimme bewegt das Gesicht.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Nose</source>
   <translation>Nase</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Not finished when the program ended</source>
   <translation>Beim Programmende nicht fertig</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Nothing chosen</source>
   <translation>Nichts gewählt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Nudge keys</source>
   <translation>Schlüsselbilder rücken</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Nudge keys a frame earlier</source>
   <translation>Schlüsselbilder ein Bild früher</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Nudge keys a frame later</source>
   <translation>Schlüsselbilder ein Bild später</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/drop_zone.py" />
   <source>One face found</source>
   <translation>Ein Gesicht gefunden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Open folder</source>
   <translation>Ordner öffnen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Open its older version {name} now?</source>
   <translation>Jetzt die ältere Version {name} öffnen?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Open project</source>
   <translation>Projekt öffnen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Open project …</source>
   <translation>Projekt öffnen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recent_menu.py" />
   <source>Open recent</source>
   <translation>Zuletzt geöffnet</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Open …</source>
   <translation>Öffnen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Other blinks and head motion; the same number gives the same ones.</source>
   <translation>Andere Lidschläge und Kopfbewegungen; dieselbe Zahl ergibt dieselben.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Otherwise {name} is opened as it was saved.</source>
   <translation>Sonst wird {name} geöffnet, wie es gespeichert wurde.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Out point {when}</source>
   <translation>Out-Punkt {when}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <source>Output device</source>
   <translation>Ausgabegerät</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Overshoot</source>
   <translation>Überschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Own expression</source>
   <translation>Eigener Ausdruck</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/front_brush.py" />
   <source>Paint over what stands before the face, a hand or hair: it keeps still. Shift erases.</source>
   <translation>Übermalen Sie, was vor dem Gesicht steht, eine Hand oder Haare: es hält still. Umschalt radiert.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/front.py" />
   <source>Paint what is held in front</source>
   <translation>Malen, was davor gehalten wird</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Paste keys</source>
   <translation>Schlüsselbilder einfügen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Pause</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_kinds.py" />
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Performance</source>
   <translation>Darbietung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Picture at 100 %</source>
   <translation>Bild bei 100 %</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>Pictures are rendered by the processor, whatever is chosen here.</source>
   <translation>Bilder rendert immer der Prozessor, was auch immer hier gewählt ist.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Pictures in a folder (PNG)</source>
   <translation>Bilder in einem Ordner (PNG)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Pictures lose nothing, and have no sound.</source>
   <translation>Bilder verlieren nichts und haben keinen Ton.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Play backward, faster</source>
   <translation>Rückwärts abspielen, schneller</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Play forward, faster</source>
   <translation>Vorwärts abspielen, schneller</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Polite smile</source>
   <translation>Höfliches Lächeln</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_kinds.py" />
   <location filename="../../lestalk_studio/ui/viewport_paint.py" />
   <source>Portrait</source>
   <translation>Porträt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <source>Preferences</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Preferences …</source>
   <translation>Einstellungen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Prepare it</source>
   <translation>Vorbereiten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/graph.py" />
   <location filename="../../lestalk_studio/pipeline/prepared.py" />
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <location filename="../../lestalk_studio/pipeline/still.py" />
   <source>Preparing the picture</source>
   <translation>Bereite das Bild vor</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/presets.py" />
   <source>Preset {name}</source>
   <translation>Vorlage {name}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/docks.py" />
   <location filename="../../lestalk_studio/ui/preset_list.py" />
   <source>Presets</source>
   <translation>Vorlagen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/key_capture.py" />
   <source>Press a key; Escape leaves it</source>
   <translation>Taste drücken; Escape lässt alles, wie es ist</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/picture_area.py" />
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Preview on the full screen</source>
   <translation>Vorschau im Vollbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <source>Previous key</source>
   <translation>Voriges Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Previous marker</source>
   <translation>Vorige Marke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Project</source>
   <translation>Projekt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Project settings</source>
   <translation>Projekteinstellungen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Project settings …</source>
   <translation>Projekteinstellungen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Projects</source>
   <translation>Projekte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Put the brush away (Escape)</source>
   <translation>Den Pinsel weglegen (Escape)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Put the docks back</source>
   <translation>Docks zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Quality</source>
   <translation>Qualität</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Quit and forget them</source>
   <translation>Beenden und verwerfen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Quit, go on next time</source>
   <translation>Beenden, nächstes Mal weiter</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Raise keys</source>
   <translation>Schlüsselbilder anheben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Range</source>
   <translation>Bereich</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/section.py" />
   <source>Rare units …</source>
   <translation>Seltene Units …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <source>Reading</source>
   <translation>Lese</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <location filename="../../lestalk_studio/ui/workers.py" />
   <source>Reading the voice</source>
   <translation>Lese die Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>Reading the voice …</source>
   <translation>Lese die Stimme …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>Recent projects</source>
   <translation>Letzte Projekte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Redo</source>
   <translation>Wiederholen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Relink media</source>
   <translation>Medien neu verknüpfen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <source>Remove key here</source>
   <translation>Schlüsselbild hier entfernen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/markers.py" />
   <source>Rename marker</source>
   <translation>Marke umbenennen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Rename pose</source>
   <translation>Pose umbenennen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Rename …</source>
   <translation>Umbenennen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_file.py" />
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <location filename="../../lestalk_studio/pipeline/run.py" />
   <source>Rendering</source>
   <translation>Rendere</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Replace it</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Reset</source>
   <translation>Zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Reset all</source>
   <translation>Alle zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/radar_paint.py" />
   <location filename="../../lestalk_studio/ui/radar_picture.py" />
   <location filename="../../lestalk_studio/ui/viewport_paint.py" />
   <source>Result</source>
   <translation>Ergebnis</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Result only</source>
   <translation>Nur Ergebnis</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>Revert</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>Revert to a saved version</source>
   <translation>Zu gespeicherter Version zurück</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Revert to a saved version …</source>
   <translation>Zu gespeicherter Version zurück …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Revert to {when}</source>
   <translation>Zurück zu {when}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>Room on the disk</source>
   <translation>Platz auf dem Datenträger</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Sad</source>
   <translation>Traurig</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Sadly angry</source>
   <translation>Traurig und wütend</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Save as …</source>
   <translation>Speichern unter …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Save pose</source>
   <translation>Pose sichern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Save pose …</source>
   <translation>Pose sichern …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Save project</source>
   <translation>Projekt speichern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Save the changes to {name}?</source>
   <translation>Änderungen an {name} speichern?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/presets_panel.py" />
   <source>Save the pose at the playhead as a preset</source>
   <translation>Die Pose am Abspielkopf als Vorlage sichern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>Saved</source>
   <translation>Gespeichert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>Scale keys</source>
   <translation>Schlüsselbilder skalieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Scale keys …</source>
   <translation>Schlüsselbilder skalieren …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>Seed</source>
   <translation>Startwert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Select all keys</source>
   <translation>Alle Schlüsselbilder auswählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Select keys at two times at least; then they can be scaled.</source>
   <translation>Wählen Sie Schlüsselbilder an mindestens zwei Zeiten; dann lassen sie sich skalieren.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Select keys of lane</source>
   <translation>Schlüsselbilder der Spur auswählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Select their keys</source>
   <translation>Ihre Schlüsselbilder auswählen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Set frame rate</source>
   <translation>Bildrate setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Set how far the portrait's expression gives way</source>
   <translation>Nachgeben des Porträtausdrucks setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Set how strongly the skin folds</source>
   <translation>Stärke der Hautfalten ändern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/markers.py" />
   <source>Set in and out</source>
   <translation>In und Out setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Set in point</source>
   <translation>In-Punkt setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Set in point here</source>
   <translation>In-Punkt hier setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <source>Set key here</source>
   <translation>Schlüsselbild hier setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/keydot.py" />
   <source>Set or remove a key at this frame</source>
   <translation>Schlüsselbild in diesem Bild setzen oder entfernen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Set out point</source>
   <translation>Out-Punkt setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Set out point here</source>
   <translation>Out-Punkt hier setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Set seed</source>
   <translation>Startwert setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Set value</source>
   <translation>Wert setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/project.py" />
   <source>Set who moves the lips</source>
   <translation>Lippenführung setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>Set {what}</source>
   <translation>{what} setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Shift while sliding</source>
   <translation>Umschalt beim Schieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Shift+wheel, middle drag</source>
   <translation>Umschalt+Mausrad, mittlere Taste ziehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/menu.py" />
   <source>Show in the timeline</source>
   <translation>In der Zeitleiste zeigen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Size</source>
   <translation>Größe</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Size of the brush</source>
   <translation>Größe des Pinsels</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>Size of the brush; also Alt and the wheel</source>
   <translation>Größe des Pinsels; auch Alt und das Mausrad</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Skeptical</source>
   <translation>Skeptisch</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/viewport_overlays.py" />
   <source>Skin moved, in distances between the eyes</source>
   <translation>Hautbewegung in Augenabständen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Smaller brush</source>
   <translation>Kleinerer Pinsel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Smirk</source>
   <translation>Schiefes Lächeln</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Snap</source>
   <translation>Einrasten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Snap to edges</source>
   <translation>An Kanten einrasten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Solo</source>
   <translation>Solo</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>Solo (S)</source>
   <translation>Solo (S)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Solo all of them</source>
   <translation>Alle solo schalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Solo lane</source>
   <translation>Spur solo schalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/lanes.py" />
   <source>Solo {lane}</source>
   <translation>{lane} solo schalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Sound device and scrubbing</source>
   <translation>Tongerät und Scrubben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Sound on</source>
   <translation>Ton an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Sound preferences …</source>
   <translation>Toneinstellungen …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>Sound: muted</source>
   <translation>Ton: stumm</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>Sound: no device, playing silently</source>
   <translation>Ton: kein Gerät, stumme Wiedergabe</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <location filename="../../lestalk_studio/ui/status_line.py" />
   <source>Sound: no voice yet</source>
   <translation>Ton: noch keine Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>Sound: on</source>
   <translation>Ton: an</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>Sound: ready</source>
   <translation>Ton: bereit</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/picture_area.py" />
   <source>Source</source>
   <translation>Quelle</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Source and result side by side</source>
   <translation>Quelle und Ergebnis nebeneinander</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Source and result, split</source>
   <translation>Quelle und Ergebnis, geteilt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Start</source>
   <translation>Anfang</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Start again</source>
   <translation>Neu beginnen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Starting …</source>
   <translation>Beginne …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>Stay</source>
   <translation>Bleiben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/task_bar.py" />
   <source>Stop this</source>
   <translation>Dies anhalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Stop this export</source>
   <translation>Diesen Export anhalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/task_bar.py" />
   <source>Stop what runs in the background</source>
   <translation>Anhalten, was im Hintergrund läuft</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Stopped</source>
   <translation>Angehalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>Stopped; the level was not filled from the voice.</source>
   <translation>Angehalten; die Stärke wurde nicht aus der Stimme gefüllt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Stopped; {n} frames are kept</source>
   <translation>Angehalten; {n} Bilder bleiben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Stopping …</source>
   <translation>Halte an …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preferences.py" />
   <source>Subjects</source>
   <translation>Themen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Surprised</source>
   <translation>Überrascht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>System default</source>
   <translation>Standardgerät des Systems</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>Take it off the list; the file stays</source>
   <translation>Von der Liste nehmen; die Datei bleibt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Take it up</source>
   <translation>Weitermachen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>Take keys away</source>
   <translation>Tasten entfernen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recent_menu.py" />
   <source>Take missing ones off the list</source>
   <translation>Fehlende aus der Liste nehmen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Take off the list</source>
   <translation>Von der Liste nehmen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>Take {name} off the list</source>
   <translation>{name} von der Liste nehmen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Ten frames back</source>
   <translation>Zehn Bilder zurück</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Ten frames on</source>
   <translation>Zehn Bilder weiter</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>The device {name} is not there, so the processor does the work.</source>
   <translation>Das Gerät {name} ist nicht da, also arbeitet der Prozessor.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>The files this project is made of. Choose another one, or drop it on its row.</source>
   <translation>Die Dateien, aus denen dieses Projekt besteht. Wählen Sie eine andere, oder legen Sie sie auf ihrer Zeile ab.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>The graphics driver does not answer; restart the machine.</source>
   <translation>Der Grafiktreiber antwortet nicht; starten Sie den Rechner neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>The last versions of {name}. Reverting is one undo step; the file changes when you save.</source>
   <translation>Die letzten Versionen von {name}. Das Zurückgehen ist ein Schritt im Verlauf; die Datei ändert sich beim Speichern.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>The level follows the voice already.</source>
   <translation>Die Stärke folgt der Stimme bereits.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>The level was filled from the voice; keys set by hand were kept.</source>
   <translation>Die Stärke wurde aus der Stimme gefüllt; von Hand gesetzte Schlüsselbilder sind geblieben.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>The performance is not analysed, so the face stays still.</source>
   <translation>Die Darbietung ist nicht analysiert, das Gesicht bleibt also still.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>The portrait is not prepared, so there is no picture.</source>
   <translation>Das Porträt ist nicht vorbereitet, es gibt also kein Bild.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>The portrait shows one face.</source>
   <translation>Das Porträt zeigt ein Gesicht.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>The program ended before this was saved. Take it up where it was?</source>
   <translation>Das Programm endete, bevor dies gespeichert war. Dort weitermachen?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>The project can be edited and saved without them; File &gt; Media … asks again.</source>
   <translation>Das Projekt lässt sich ohne sie bearbeiten und speichern; Datei &gt; Medien … fragt wieder.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>The sound device does not answer any more; it plays on silently. Start the program again.</source>
   <translation>Das Tongerät antwortet nicht mehr; es geht stumm weiter. Starten Sie das Programm neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>The sound device went away; the sound goes on through another one.</source>
   <translation>Das Tongerät ist verschwunden; der Ton läuft über ein anderes weiter.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>The sound device {name} is not there; the system's default is used.</source>
   <translation>Das Tongerät {name} ist nicht da; das Standardgerät des Systems wird verwendet.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>The voice is analysed again.</source>
   <translation>Die Stimme wird neu analysiert.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/appearance.py" />
   <location filename="../../lestalk_studio/ui/look_page.py" />
   <source>Theme</source>
   <translation>Farbschema</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>There are several faces; click the one to animate.</source>
   <translation>Es sind mehrere Gesichter; klicken Sie das an, das animiert werden soll.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/viewing.py" />
   <source>There is no driving video; the project settings take one.</source>
   <translation>Es gibt kein steuerndes Video; in den Projekteinstellungen wird es gewählt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/put_value.py" />
   <source>There is no key at this frame; click the diamond, or turn auto-key on.</source>
   <translation>In diesem Bild gibt es kein Schlüsselbild; klicken Sie auf die Raute, oder schalten Sie Auto-Schlüsselbild ein.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>There is no older version yet; each save keeps the one before, five of them at most.</source>
   <translation>Es gibt noch keine ältere Version; jedes Speichern behält die vorige, höchstens fünf.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/front_brush.py" />
   <source>There is no portrait yet to paint on.</source>
   <translation>Es gibt noch kein Porträt zum Bemalen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>There is no portrait yet.</source>
   <translation>Es gibt noch kein Porträt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>There is no portrait yet; choose one in the File menu.</source>
   <translation>Es gibt noch kein Porträt; wählen Sie eines im Menü Datei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound.py" />
   <source>There is no sound device; everything plays silently.</source>
   <translation>Es gibt kein Tongerät; alles läuft stumm.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/auto_intensity.py" />
   <source>There is no voice to take the intensity from; choose one in the File menu.</source>
   <translation>Es gibt keine Stimme, aus der die Intensität kommen könnte; wählen Sie eine im Menü Datei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>There is only one who could move them.</source>
   <translation>Es gibt nur eines, das sie bewegen könnte.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/device_control.py" />
   <source>This installation of torch is for the processor only; install the one for CUDA.</source>
   <translation>Diese Installation von torch kann nur den Prozessor nutzen; installieren Sie die für CUDA.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/docks.py" />
   <location filename="../../lestalk_studio/ui/timeline/canvas.py" />
   <source>Timeline</source>
   <translation>Zeitleiste</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>To end</source>
   <translation>Zum Ende</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>To start</source>
   <translation>Zum Anfang</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Transition: ease in</source>
   <translation>Übergang: einschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Transition: ease in and out</source>
   <translation>Übergang: ein- und ausschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Transition: ease out</source>
   <translation>Übergang: ausschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Transition: hold</source>
   <translation>Übergang: halten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Transition: linear</source>
   <translation>Übergang: linear</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Transition: overshoot</source>
   <translation>Übergang: überschwingen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Try again</source>
   <translation>Noch einmal</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Try the demo project</source>
   <translation>Demoprojekt ausprobieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <location filename="../../lestalk_studio/ui/main_window.py" />
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Unfold</source>
   <translation>Aufklappen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Unfold all</source>
   <translation>Alle aufklappen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/lanes.py" />
   <source>Unmute {lane}</source>
   <translation>{lane} hörbar schalten</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Unsaved changes</source>
   <translation>Ungesicherte Änderungen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Unsaved work</source>
   <translation>Ungesicherte Arbeit</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/lanes.py" />
   <source>Unsolo {lane}</source>
   <translation>Solo von {lane} aufheben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>Untitled</source>
   <translation>Unbenannt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>Use these</source>
   <translation>Diese verwenden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>Used</source>
   <translation>Belegt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>Value of {n} keys</source>
   <translation>Wert von {n} Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/menus.py" />
   <source>Value …</source>
   <translation>Wert …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Video</source>
   <translation>Video</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Video for an editing program (ProRes)</source>
   <translation>Video für ein Schnittprogramm (ProRes)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Video for the web (WebM)</source>
   <translation>Video für das Web (WebM)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>Video that plays everywhere (MP4)</source>
   <translation>Video, das überall läuft (MP4)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_kinds.py" />
   <source>Voice</source>
   <translation>Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>Voice and face</source>
   <translation>Stimme und Gesicht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Volume</source>
   <translation>Lautstärke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>Volume {percent} %</source>
   <translation>Lautstärke {percent} %</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/new_project_dialog.py" />
   <source>WAV, MP3, FLAC, OGG, or a video with speech</source>
   <translation>WAV, MP3, FLAC, OGG oder ein Video mit Sprache</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Waiting</source>
   <translation>Wartet</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Warm smile</source>
   <translation>Warmes Lächeln</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/background.py" />
   <source>What is finished of them is kept, and the next start can go on from there.</source>
   <translation>Was davon fertig ist, bleibt, und der nächste Start kann dort weitermachen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>What of {name} is wanted?</source>
   <translation>Was soll von {name} verwendet werden?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/expression_model_box.py" />
   <source>What the voice or the performance does to the face. Edits arrive the same either way.</source>
   <translation>Was die Stimme oder die Darbietung mit dem Gesicht macht. Bearbeitungen kommen bei beidem gleich an.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>With the voice</source>
   <translation>Mit der Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>Worried</source>
   <translation>Besorgt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>Writing the file …</source>
   <translation>Schreibe die Datei …</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Zoom in</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/view_panel.py" />
   <source>Zoom of the preview</source>
   <translation>Zoom der Vorschau</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/actions.py" />
   <source>Zoom out</source>
   <translation>Verkleinern</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>about</source>
   <translation>um</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>add a key</source>
   <translation>Schlüsselbild setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/expression_model_box.py" />
   <source>as people move (CDAN)</source>
   <translation>wie Menschen sich bewegen (CDAN)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/expression_model_box.py" />
   <source>as the sum of its units (linear)</source>
   <translation>als Summe der Einheiten (linear)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>blinks</source>
   <translation>blinzelt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>box select; Shift adds, Ctrl takes away</source>
   <translation>Rahmenauswahl; Umschalt fügt hinzu, Strg nimmt weg</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>brow lowerer</source>
   <translation>Brauensenker</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>built in: {name}</source>
   <translation>eingebaut: {name}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>cannot be read</source>
   <translation>nicht lesbar</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>cheek raiser</source>
   <translation>Wangenheber</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>chin raiser</source>
   <translation>Kinnheber</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>chosen</source>
   <translation>gewählt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>dimpler</source>
   <translation>Grübchenbildner</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>drag a copy</source>
   <translation>eine Kopie ziehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>fine steps</source>
   <translation>feine Schritte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>follow the performance</source>
   <translation>folgen der Darbietung</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>follow the voice</source>
   <translation>folgen der Stimme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>found</source>
   <translation>gefunden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>found beside it</source>
   <translation>daneben gefunden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/hover.py" />
   <source>frame</source>
   <translation>Bild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/paint_ruler.py" />
   <source>frame {n} · {fps:g} fps</source>
   <translation>Bild {n} · {fps:g} fps</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>hold still what is before the face</source>
   <translation>stillhalten, was vor dem Gesicht ist</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>inner brow raiser</source>
   <translation>Brauenheber innen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>jaw drop</source>
   <translation>Kiefersenker</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/row.py" />
   <location filename="../../lestalk_studio/ui/retranslate.py" />
   <source>left</source>
   <translation>links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left brow lowerer</source>
   <translation>Brauensenker links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left cheek raiser</source>
   <translation>Wangenheber links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left dimpler</source>
   <translation>Grübchenbildner links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left inner brow raiser</source>
   <translation>Brauenheber innen links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left lip corner puller</source>
   <translation>Mundwinkelheber links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>left out</source>
   <translation>weggelassen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left outer brow raiser</source>
   <translation>Brauenheber außen links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>left upper lip raiser</source>
   <translation>Oberlippenheber links</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lid tightener</source>
   <translation>Lidspanner</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip bite</source>
   <translation>Lippenbiss</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip corner depressor</source>
   <translation>Mundwinkelsenker</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip corner puller</source>
   <translation>Mundwinkelheber</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip funneler</source>
   <translation>Lippentrichter</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip pressor</source>
   <translation>Lippenpresser</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip pucker</source>
   <translation>Lippenspitzer</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip stretcher</source>
   <translation>Lippendehner</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lip tightener</source>
   <translation>Lippenspanner</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lips part</source>
   <translation>Lippen geöffnet</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>lower lip depressor</source>
   <translation>Unterlippensenker</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>missing</source>
   <translation>fehlt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>mouth stretch</source>
   <translation>Mundstrecker</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>moves the head while speaking</source>
   <translation>bewegt beim Sprechen den Kopf</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>nasolabial deepener</source>
   <translation>Nasolabialvertiefer</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recovery_dialog.py" />
   <source>never saved</source>
   <translation>nie gespeichert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>nose wrinkler</source>
   <translation>Nasenrümpfer</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>nostril compressor</source>
   <translation>Nasenlochverenger</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>nostril dilator</source>
   <translation>Nasenlochweiter</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/preview_page.py" />
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>outer brow raiser</source>
   <translation>Brauenheber außen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>painted</source>
   <translation>gemalt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>pan</source>
   <translation>verschieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>reset</source>
   <translation>zurücksetzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/inspector/row.py" />
   <location filename="../../lestalk_studio/ui/retranslate.py" />
   <source>right</source>
   <translation>rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right brow lowerer</source>
   <translation>Brauensenker rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right cheek raiser</source>
   <translation>Wangenheber rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right dimpler</source>
   <translation>Grübchenbildner rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right inner brow raiser</source>
   <translation>Brauenheber innen rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right lip corner puller</source>
   <translation>Mundwinkelheber rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right outer brow raiser</source>
   <translation>Brauenheber außen rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>right upper lip raiser</source>
   <translation>Oberlippenheber rechts</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>scale the selected keys in time or value</source>
   <translation>ausgewählte Schlüsselbilder in Zeit oder Wert skalieren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>set in and out</source>
   <translation>In und Out setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>sharp lip puller</source>
   <translation>scharfer Lippenheber</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>snap the other way</source>
   <translation>Einrasten umkehren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>take the drag back</source>
   <translation>das Ziehen zurücknehmen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>the first key</source>
   <translation>das erste Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>the last key</source>
   <translation>das letzte Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/key_dialogs.py" />
   <source>the playhead</source>
   <translation>den Abspielkopf</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>there</source>
   <translation>vorhanden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>tongue show</source>
   <translation>Zunge zeigen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>unknown</source>
   <translation>unbekannt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_form.py" />
   <source>untitled</source>
   <translation>unbenannt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>upper lid raiser</source>
   <translation>Oberlidheber</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/space.py" />
   <source>upper lip raiser</source>
   <translation>Oberlippenheber</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>was at {path}</source>
   <translation>war unter {path}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>zoom about the cursor</source>
   <translation>um den Mauszeiger zoomen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/timeline/texts.py" />
   <source>{count} lanes</source>
   <translation>{count} Spuren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/commands/keys.py" />
   <source>{count} values</source>
   <translation>{count} Werte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/sound_page.py" />
   <location filename="../../lestalk_studio/ui/volume.py" />
   <source>{device}, not there</source>
   <translation>{device}, nicht da</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/versions_dialog.py" />
   <source>{keys} keys in {lanes} lanes</source>
   <translation>{keys} Schlüsselbilder in {lanes} Spuren</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/shortcut_sheet.py" />
   <source>{key} is the key of “{other}”. Give it to “{action}” instead?</source>
   <translation>{key} ist die Taste von „{other}“. Stattdessen „{action}“ geben?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/recent_menu.py" />
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>{name} (missing)</source>
   <translation>{name} (fehlt)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>{name} is neither picture, sound, video nor project; drop a PNG, JPEG, WAV or MP3.</source>
   <translation>{name} ist weder Bild noch Ton, Video oder Projekt; legen Sie PNG, JPEG, WAV oder MP3 ab.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_dialog.py" />
   <source>{name} is there already. Replace it?</source>
   <translation>{name} gibt es schon. Ersetzen?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/files.py" />
   <source>{name} was changed by another window or program since it was opened here. Replaced, it stays among the saved versions.</source>
   <translation>{name} wurde von einem anderen Fenster oder Programm geändert, seit es hier geöffnet wurde. Wird es ersetzt, bleibt es unter den gespeicherten Versionen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/drop_zone.py" />
   <source>{n} faces found</source>
   <translation>{n} Gesichter gefunden</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/media_dialog.py" />
   <source>{n} files of this project are not where they were. Say where one is, and the others are looked for in its folder.</source>
   <translation>{n} Dateien dieses Projekts sind nicht mehr an ihrem Ort. Geben Sie an, wo eine ist, und die anderen werden in ihrem Ordner gesucht.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>{n} frames, about {time} and {size}</source>
   <translation>{n} Bilder, etwa {time} und {size}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/status_line.py" />
   <source>{n} keys</source>
   <translation>{n} Schlüsselbilder</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/project_settings.py" />
   <source>{n} of {all} keys then lie between two frames.</source>
   <translation>{n} von {all} Schlüsselbildern liegen dann zwischen zwei Bildern.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/brush_bar.py" />
   <source>{n} px</source>
   <translation>{n} px</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/start_panel.py" />
   <source>{path} is no longer there.</source>
   <translation>{path} ist nicht mehr da.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/export_row.py" />
   <source>{reason} The finished part is in {place}.</source>
   <translation>{reason} Der fertige Teil ist in {place}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/tasks.py" />
   <source>{time} left</source>
   <translation>noch {time}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/viewport_overlays.py" />
   <source>{value} and more</source>
   <translation>{value} und mehr</translation>
  </message>
 </context>
 <context>
  <name>Sentences</name>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>'{0}' cannot be read as CSV; choose the .csv that OpenFace wrote.</source>
   <translation>„{0}“ ist nicht als CSV lesbar; wählen Sie die .csv, die OpenFace geschrieben hat.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>'{0}' has over {1} frames; cut it into shorter clips.</source>
   <translation>„{0}“ hat über {1} Bilder; teilen Sie die Aufnahme in kürzere.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>'{0}' holds no frames; run OpenFace's FeatureExtraction on the video again.</source>
   <translation>„{0}“ enthält keine Bilder; starten Sie FeatureExtraction von OpenFace noch einmal.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>'{0}' is no OpenFace CSV: its first line names no action units (AU01_r ...); choose the .csv that FeatureExtraction wrote.</source>
   <translation>„{0}“ ist keine CSV von OpenFace: Die erste Zeile nennt keine Action Units (AU01_r ...); wählen Sie die .csv, die FeatureExtraction geschrieben hat.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>'{0}' lacks the column {1}; run OpenFace's FeatureExtraction with -aus -pose -gaze.</source>
   <translation>In „{0}“ fehlt die Spalte {1}; starten Sie FeatureExtraction von OpenFace mit -aus -pose -gaze.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>AU45 is the blink, which lies outside the space; it cannot be biased as a unit.</source>
   <translation>AU45 ist der Lidschluss und liegt außerhalb des Raums; er hat keinen Versatz wie eine Unit.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/job.py" />
   <source>Frames {0}-{1} lie outside the clip, which has frames 0-{2} ({3} s at {4} a second).</source>
   <translation>Die Bilder {0}-{1} liegen außerhalb des Clips mit den Bildern 0-{2} ({3} s bei {4} pro Sekunde).</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/device.py" />
   <source>No CUDA device can be used here; leave out --device cuda, or see lestalk doctor.</source>
   <translation>Hier ist kein CUDA-Gerät nutzbar; lassen Sie --device cuda weg, oder sehen Sie in lestalk doctor nach.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/track.py" />
   <source>No face is found in any frame of {0}; choose a video of a talking face.</source>
   <translation>In keinem Bild von {0} ist ein Gesicht zu finden; wählen Sie ein Video eines sprechenden Gesichts.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/detector.py" />
   <source>No face is found in {0}; choose a portrait with the whole face in view.</source>
   <translation>In {0} ist kein Gesicht zu finden; wählen Sie ein Porträt, das das ganze Gesicht zeigt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/intensity.py" />
   <source>Nobody speaks in {0}: the intensity is 0 throughout.</source>
   <translation>In {0} spricht niemand: Die Intensität ist durchweg 0.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <source>Nothing lies between the in and the out point; move them, or export everything.</source>
   <translation>Zwischen In- und Out-Punkt liegt nichts; verschieben Sie sie, oder exportieren Sie alles.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/job.py" />
   <source>Nothing moves the portrait; give a sound file or a talking video.</source>
   <translation>Nichts bewegt das Porträt; geben Sie eine Tondatei oder ein Video mit Sprache an.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/track.py" />
   <source>Only {0} % of the frames of {1} show a face; choose a video that keeps it in view.</source>
   <translation>Nur {0} % der Bilder von {1} zeigen ein Gesicht; wählen Sie ein Video, in dem es zu sehen bleibt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>OpenFace found no face in any frame of '{0}'; use a video that shows a face.</source>
   <translation>OpenFace fand in keinem Bild von „{0}“ ein Gesicht; nehmen Sie ein Video, das ein Gesicht zeigt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/frame_store.py" />
   <source>Rendered frames cannot be kept in {0} ({1}); make the folder writable, or turn the disk cache off in the preferences.</source>
   <translation>Gerenderte Bilder lassen sich nicht in {0} behalten ({1}); machen Sie den Ordner beschreibbar, oder schalten Sie den Datenträger-Cache in den Einstellungen aus.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/errors.py" />
   <source>Something unexpected went wrong ({0}: {1}).</source>
   <translation>Etwas Unerwartetes ging schief ({0}: {1}).</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>The OpenFace file '{0}' does not exist.</source>
   <translation>Die OpenFace-Datei „{0}“ gibt es nicht.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/builtins.py" />
   <source>The built-in portrait {0} is missing; install LES Talker Studio again.</source>
   <translation>Das eingebaute Porträt {0} fehlt; installieren Sie LES Talker Studio neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/demo.py" />
   <source>The built-in speech is damaged; install LES Talker Studio again.</source>
   <translation>Die eingebaute Sprachaufnahme ist beschädigt; installieren Sie LES Talker Studio neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/demo.py" />
   <source>The built-in speech is missing; install LES Talker Studio again.</source>
   <translation>Die eingebaute Sprachaufnahme fehlt; installieren Sie LES Talker Studio neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>The clipboard has no keys to paste: {0}; copy keys in a timeline first.</source>
   <translation>Die Zwischenablage hat keine Schlüsselbilder zum Einfügen: {0}; kopieren Sie zuerst welche in einer Zeitleiste.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/frame_store.py" />
   <source>The disk cache in {0} cannot be cleared ({1}); remove the folder by hand.</source>
   <translation>Der Datenträger-Cache in {0} lässt sich nicht leeren ({1}); entfernen Sie den Ordner von Hand.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/frame_store.py" />
   <source>The disk of {0} is nearly full, so rendered frames are no longer kept there; free some room, or clear the disk cache in the preferences.</source>
   <translation>Der Datenträger von {0} ist fast voll, gerenderte Bilder werden dort also nicht mehr behalten; schaffen Sie Platz, oder leeren Sie den Datenträger-Cache in den Einstellungen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/track.py" />
   <source>The face in {0} is lost from {1} s to {2} s; cut that part off, or choose a video that keeps the face in view.</source>
   <translation>Das Gesicht in {0} ist von {1} s bis {2} s nicht zu sehen; schneiden Sie den Teil ab, oder wählen Sie ein Video, in dem es zu sehen bleibt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/detector.py" />
   <source>The face in {0} is too small ({1} px between the eyes, at least {2} px needed); choose a larger picture.</source>
   <translation>Das Gesicht in {0} ist zu klein ({1} px zwischen den Augen, mindestens {2} px sind nötig); wählen Sie ein größeres Bild.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/detector.py" />
   <source>The face in {0} is turned {1} degrees aside, too near a profile; choose a portrait turned less than {2} degrees.</source>
   <translation>Das Gesicht in {0} ist um {1} Grad zur Seite gedreht, fast im Profil; wählen Sie ein Porträt mit weniger als {2} Grad.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/detector.py" />
   <source>The face model {0} is missing; install LES Talker Studio again.</source>
   <translation>Das Gesichtsmodell {0} fehlt; installieren Sie LES Talker Studio neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/self_test.py" />
   <source>The folder {0} cannot be written ({1}); name another.</source>
   <translation>Der Ordner {0} ist nicht beschreibbar ({1}); nennen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/demo.py" />
   <source>The folder {0} could not be made ({1}); name another.</source>
   <translation>Der Ordner {0} konnte nicht angelegt werden ({1}); nennen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>The folder {0} does not exist; make it first, or name another for {1}.</source>
   <translation>Den Ordner {0} gibt es nicht; legen Sie ihn zuerst an, oder nennen Sie einen anderen für {1}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>The frame numbers of '{0}' go beyond {1}; cut it into shorter clips.</source>
   <translation>Die Bildnummern von „{0}“ gehen über {1} hinaus; teilen Sie die Aufnahme in kürzere.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/head.py" />
   <source>The head model {0} cannot be used ({1}); install LES Talker Studio again.</source>
   <translation>Das Kopfmodell {0} ist unbrauchbar ({1}); installieren Sie LES Talker Studio neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} cannot be read ({1}); choose another copy of it.</source>
   <translation>Die Maske {0} kann nicht gelesen werden ({1}); wählen Sie eine andere Kopie.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} does not exist; check the file name.</source>
   <translation>Die Maske {0} gibt es nicht; prüfen Sie den Dateinamen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} has more than 100 megapixels; make it smaller.</source>
   <translation>Die Maske {0} hat mehr als 100 Megapixel; verkleinern Sie sie.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} has {1} x {2} px, which are not the proportions of the portrait ({3} x {4}); make one of that size.</source>
   <translation>Die Maske {0} hat {1} x {2} px, nicht die Proportionen des Porträts ({3} x {4}); machen Sie eine in dessen Größe.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} is a folder; choose a picture file.</source>
   <translation>Die Maske {0} ist ein Ordner; wählen Sie eine Bilddatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} is damaged or cut short; choose another copy of it.</source>
   <translation>Die Maske {0} ist beschädigt oder abgeschnitten; wählen Sie eine andere Kopie.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/front_mask.py" />
   <source>The mask {0} is not a picture that can be read; save it as PNG, white where something stands in front of the face.</source>
   <translation>Die Maske {0} ist kein lesbares Bild; speichern Sie sie als PNG, weiß, wo etwas vor dem Gesicht steht.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/person.py" />
   <source>The model {0} is missing; install LES Talker Studio again.</source>
   <translation>Das Modell {0} fehlt; installieren Sie LES Talker Studio neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>The name {0}... is too long for this disk; choose a shorter one.</source>
   <translation>Der Name {0}... ist zu lang für diesen Datenträger; wählen Sie einen kürzeren.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} cannot be read ({1}); check its permissions.</source>
   <translation>Das Porträt {0} ist nicht lesbar ({1}); prüfen Sie die Zugriffsrechte.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} does not exist; check the file name.</source>
   <translation>Das Porträt {0} gibt es nicht; prüfen Sie den Dateinamen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} has more than 100 megapixels{1}; make it smaller first.</source>
   <translation>Das Porträt {0} hat mehr als 100 Megapixel{1}; verkleinern Sie es zuerst.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is a HEIC picture, which cannot be read; save it as JPEG or PNG.</source>
   <translation>Das Porträt {0} ist ein HEIC-Bild und nicht lesbar; speichern Sie es als JPEG oder PNG.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is a folder; choose a picture file.</source>
   <translation>Das Porträt {0} ist ein Ordner; wählen Sie eine Bilddatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is a sound file; choose a picture, and give the sound as audio.</source>
   <translation>Das Porträt {0} ist eine Tondatei; wählen Sie ein Bild, und geben Sie den Ton als Stimme an.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is a video; choose a picture, for example one frame of it.</source>
   <translation>Das Porträt {0} ist ein Video; wählen Sie ein Bild, zum Beispiel ein Einzelbild daraus.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is an empty file; choose another picture.</source>
   <translation>Das Porträt {0} ist eine leere Datei; wählen Sie ein anderes Bild.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is damaged or cut short; choose another copy of it.</source>
   <translation>Das Porträt {0} ist beschädigt oder abgeschnitten; wählen Sie eine andere Kopie.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is larger than 1.5 GB; choose a picture file.</source>
   <translation>Das Porträt {0} ist größer als 1,5 GB; wählen Sie eine Bilddatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is not a picture that can be read; choose a JPEG, PNG, WebP, TIFF or BMP file.</source>
   <translation>Das Porträt {0} ist kein lesbares Bild; wählen Sie eine Datei in JPEG, PNG, WebP, TIFF oder BMP.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/portrait.py" />
   <source>The portrait {0} is only {1} x {2} px; choose a picture of at least {3} px.</source>
   <translation>Das Porträt {0} hat nur {1} x {2} px; wählen Sie ein Bild mit mindestens {3} px.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>The preset {0} ships with the program; choose another name.</source>
   <translation>Die Vorlage {0} gehört zum Programm; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>The preset {0} was not renamed: {1}.</source>
   <translation>Die Vorlage {0} wurde nicht umbenannt: {1}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export_process.py" />
   <source>The process that made {0} ended unexpectedly (code {1}), as when memory runs out; try it again: it goes on where it was.</source>
   <translation>Der Prozess, der {0} schrieb, endete unerwartet (Code {1}), wie wenn der Speicher ausgeht; noch einmal versuchen: Es geht dort weiter, wo er war.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>The timestamps of '{0}' do not grow from frame to frame; let OpenFace read a video.</source>
   <translation>Die Zeitstempel von „{0}“ wachsen nicht von Bild zu Bild; lassen Sie OpenFace ein Video lesen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/exchange/openface.py" />
   <source>The timestamps of '{0}' give {1} frames a second; they must be seconds.</source>
   <translation>Die Zeitstempel von „{0}“ ergeben {1} Bilder pro Sekunde; sie müssen Sekunden sein.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>The video {0} does not exist; check the file name.</source>
   <translation>Das Video {0} gibt es nicht; prüfen Sie den Dateinamen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>The video {0} is a folder; choose a video file.</source>
   <translation>Das Video {0} ist ein Ordner; wählen Sie eine Videodatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>There is a preset {0} already; choose another name.</source>
   <translation>Eine Vorlage {0} gibt es schon; wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>There is no action unit '{0}': {1} has no side of its own; did you mean {2}? One-sided ones are {3}.</source>
   <translation>Eine Action Unit „{0}“ gibt es nicht: {1} hat keine eigene Seite; meinten Sie {2}? Einseitig sind {3}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>There is no action unit '{0}'; did you mean {1}?</source>
   <translation>Eine Action Unit „{0}“ gibt es nicht; meinten Sie {1}?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/builtins.py" />
   <source>There is no built-in portrait {0}; there are {1}.</source>
   <translation>Ein eingebautes Porträt {0} gibt es nicht; es gibt {1}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/analysis.py" />
   <source>There is no built-in voice {0}; there is {1}speech.</source>
   <translation>Eine eingebaute Stimme {0} gibt es nicht; es gibt {1}speech.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/detector.py" />
   <source>There is no face {0} in {1}, which shows {2}; count from 0, largest first.</source>
   <translation>Ein Gesicht {0} gibt es in {1} nicht, zu sehen sind {2}; gezählt wird ab 0, das größte zuerst.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export.py" />
   <source>There is no frame to write to {0}; the clip is empty.</source>
   <translation>Es gibt kein Bild für {0}; der Clip ist leer.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_render.py" />
   <location filename="../../lestalk_studio/ui/export_queue.py" />
   <source>There is no portrait to render; choose one in the File menu.</source>
   <translation>Es gibt kein Porträt zum Rendern; wählen Sie eines im Menü Datei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>There is no preset {0} of yours; choose one from the list.</source>
   <translation>Sie haben keine Vorlage {0}; wählen Sie eine aus der Liste.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>There is no {0} '{1}'; choose one of {2}.</source>
   <translation>{0} „{1}“ gibt es nicht; wählen Sie aus {2}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>There is no {0} '{1}'; did you mean {2}?</source>
   <translation>{0} „{1}“ gibt es nicht; meinten Sie {2}?</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_file.py" />
   <source>This cannot be taken: {0}.</source>
   <translation>Das ist nicht möglich: {0}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/run.py" />
   <source>Wrote {0}{1} in {2} s, on {3}.</source>
   <translation>{0}{1} in {2} s geschrieben, auf {3}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/transition.py" />
   <source>a cubic transition has four handle numbers</source>
   <translation>ein kubischer Übergang hat vier Zahlen für die Anfasser</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/transition.py" />
   <source>a cubic transition has four handle numbers, any other has none</source>
   <translation>ein kubischer Übergang hat vier Zahlen für die Anfasser, jeder andere keine</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>a key must have a time and a value</source>
   <translation>ein Schlüsselbild muss Zeit und Wert haben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/track.py" />
   <source>a key of {0} must be a Keyframe, not {1}</source>
   <translation>ein Schlüsselbild von {0} muss ein Keyframe sein, nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/keyframe.py" />
   <source>a key's transition must be a Transition, not {0}</source>
   <translation>der Übergang eines Schlüsselbilds muss eine Transition sein, nicht {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>a marker must be a Marker, not {0}</source>
   <translation>eine Marke muss ein Marker sein, nicht {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>a marker must have a time</source>
   <translation>eine Marke muss eine Zeit haben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/fit.py" />
   <source>a measured curve must be of finite numbers</source>
   <translation>eine gemessene Kurve muss aus endlichen Zahlen bestehen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>a newer LES Talker Studio copied them</source>
   <translation>ein neueres LES Talker Studio hat sie kopiert</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>a newer version of the program wrote it</source>
   <translation>eine neuere Version des Programms hat sie geschrieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>a point of a stroke must be two numbers, not {0}</source>
   <translation>ein Punkt eines Strichs muss aus zwei Zahlen bestehen, nicht {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>a preset cannot set {0}</source>
   <translation>eine Vorlage kann {0} nicht setzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>a preset must be an object</source>
   <translation>eine Vorlage muss ein Objekt sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/presets.py" />
   <source>a preset must have a name</source>
   <translation>eine Vorlage muss einen Namen haben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>a stroke has more than {0} points</source>
   <translation>ein Strich hat mehr als {0} Punkte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>a stroke must be a Stroke, not {0}</source>
   <translation>ein Strich muss ein Strich sein, nicht {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>a stroke must have a kind, a radius and points</source>
   <translation>ein Strich braucht eine Art, einen Radius und Punkte</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>a stroke must have at least one point</source>
   <translation>ein Strich braucht mindestens einen Punkt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>a stroke's points must be text such as '0.41,0.62 0.43,0.63'</source>
   <translation>die Punkte eines Strichs müssen Text sein wie '0.41,0.62 0.43,0.63'</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>a track must be a Track, not {0}</source>
   <translation>eine Spur muss ein Track sein, nicht {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>a transition must be one of {0}, or cubic with four numbers</source>
   <translation>ein Übergang muss einer von {0} sein, oder cubic mit vier Zahlen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/recovery.py" />
   <location filename="../../lestalk_studio/pipeline/export_store.py" />
   <source>another version of the program wrote it</source>
   <translation>eine andere Version des Programms hat sie geschrieben</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/les_to_beta.py" />
   <source>expected (T, {0}), got {1}</source>
   <translation>erwartet war (T, {0}), nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/les_to_look.py" />
   <source>expected ({0},), got {1}</source>
   <translation>erwartet wurde ({0},), gekommen ist {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export.py" />
   <source>frame {0} is {1}, the first was {2}</source>
   <translation>Bild {0} ist {1}, das erste war {2}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/readable.py" />
   <source>it breaks off in line {0}</source>
   <translation>sie bricht in Zeile {0} ab</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export_store.py" />
   <source>it does not say where to</source>
   <translation>sie sagt nicht, wohin</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>it holds no presets</source>
   <translation>sie enthält keine Vorlagen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>it holds something else</source>
   <translation>der Inhalt ist etwas anderes</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/readable.py" />
   <source>it is empty</source>
   <translation>sie ist leer</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/readable.py" />
   <source>it is nested too deeply</source>
   <translation>sie ist zu tief verschachtelt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/readable.py" />
   <source>it is no JSON from line {0} on</source>
   <translation>sie ist ab Zeile {0} kein JSON</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export_store.py" />
   <source>it is no export</source>
   <translation>sie ist kein Export</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/storage.py" />
   <source>it is no project of LES Talker Studio</source>
   <translation>sie ist kein Projekt von LES Talker Studio</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/recovery.py" />
   <source>it is no snapshot</source>
   <translation>sie ist keine Momentaufnahme</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/migrations.py" />
   <source>it is not what a file of version {0} holds ({1})</source>
   <translation>der Inhalt passt nicht zu einer Datei der Version {0} ({1})</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <location filename="../../lestalk_studio/document/recovery.py" />
   <location filename="../../lestalk_studio/pipeline/export_store.py" />
   <source>it is too large</source>
   <translation>sie ist zu groß</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>it is too long</source>
   <translation>der Inhalt ist zu lang</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>its list of presets is missing</source>
   <translation>die Liste der Vorlagen fehlt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/recovery.py" />
   <location filename="../../lestalk_studio/pipeline/export_store.py" />
   <source>its project file is no path</source>
   <translation>ihre Projektdatei ist kein Pfad</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>its tracks are damaged</source>
   <translation>die Spuren darin sind beschädigt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/storage.py" />
   <source>its version is no whole number from 1 up</source>
   <translation>ihre Version ist keine ganze Zahl ab 1</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>keys of several lanes go to the lanes they came from</source>
   <translation>Schlüsselbilder mehrerer Spuren gehen in die Spuren, aus denen sie kamen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/cdan_forward.py" />
   <source>linear has the shape {0}</source>
   <translation>linear hat die Form {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/head.py" />
   <source>made for another list of units</source>
   <translation>für eine andere Liste von Units gemacht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>more than {0} strokes or {1} points cannot be kept; clear the painting, or paint with a larger brush</source>
   <translation>mehr als {0} Striche oder {1} Punkte können nicht behalten werden; entfernen Sie das Gemalte, oder malen Sie mit einem größeren Pinsel</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/solve.py" />
   <source>no frame has a face</source>
   <translation>kein Bild zeigt ein Gesicht</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/clipboard.py" />
   <source>no key is selected</source>
   <translation>kein Schlüsselbild ist ausgewählt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>the export settings must be ExportSettings</source>
   <translation>die Exporteinstellungen müssen ExportSettings sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/keys.py" />
   <source>the factor must be above 0</source>
   <translation>der Faktor muss größer als 0 sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/transition.py" />
   <source>the handles of a cubic transition must not run back in time</source>
   <translation>die Anfasser eines kubischen Übergangs dürfen nicht in der Zeit zurücklaufen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>the in point at {0} s must lie before the out point at {1} s</source>
   <translation>der In-Punkt bei {0} s muss vor dem Out-Punkt bei {1} s liegen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/les_to_look.py" />
   <source>the parts do not fit</source>
   <translation>die Teile passen nicht zusammen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>the strokes must be a list</source>
   <translation>die Striche müssen eine Liste sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/fit.py" />
   <source>the times of a measured curve must ascend</source>
   <translation>die Zeiten einer gemessenen Kurve müssen aufsteigen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>the {0} of a preset must be an object</source>
   <translation>{0} einer Vorlage muss ein Objekt sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>there are two tracks of {0}</source>
   <translation>es gibt zwei Spuren von {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/ui/picture_area.py" />
   <source>there is no comparison {0}</source>
   <translation>es gibt keinen Vergleich {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>there is no marker at {0} s</source>
   <translation>bei {0} s gibt es keine Marke</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/media.py" />
   <source>there is no medium called {0}</source>
   <translation>es gibt kein Medium namens {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/channels.py" />
   <source>there is no track called {0}</source>
   <translation>es gibt keine Spur namens {0}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/fit.py" />
   <source>times and values must be of one shape (T,), not {0} and {1}</source>
   <translation>Zeiten und Werte müssen dieselbe Form (T,) haben, nicht {0} und {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>tracks must be an object</source>
   <translation>tracks muss ein Objekt sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/project.py" />
   <source>two markers stand at one time</source>
   <translation>zwei Marken stehen an derselben Stelle</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/mix.py" />
   <source>{0} and {1} frames a second cannot be mixed</source>
   <translation>{0} und {1} Bilder pro Sekunde lassen sich nicht mischen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/track.py" />
   <source>{0} at {1} s must be from {2} to {3}, not {4}</source>
   <translation>{0} bei {1} s muss von {2} bis {3} sein, nicht {4}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>{0} cannot be read ({1}); move it away to start with the presets that ship.</source>
   <translation>{0} ist nicht lesbar ({1}); verschieben Sie die Datei, um mit den mitgelieferten Vorlagen zu beginnen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>{0} cannot be read as a video; choose another file.</source>
   <translation>{0} ist nicht als Video lesbar; wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_file.py" />
   <source>{0} cannot be rendered because {1} {2} missing; put {3} back, or name {4} with {5}.</source>
   <translation>{0} lässt sich nicht rendern, weil {1} fehlt ({2}); legen Sie {3} zurück, oder nennen Sie {4} mit {5}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export_store.py" />
   <source>{0} cannot be written ({1}), so exports are not offered again after a crash; free space there or set XDG_STATE_HOME.</source>
   <translation>{0} ist nicht beschreibbar ({1}), Exporte werden also nach einem Absturz nicht wieder angeboten; schaffen Sie dort Platz, oder setzen Sie XDG_STATE_HOME.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/recovery.py" />
   <source>{0} cannot be written ({1}), so unsaved work is not kept after a crash; free space there or set XDG_STATE_HOME.</source>
   <translation>{0} ist nicht beschreibbar ({1}), ungesicherte Arbeit überlebt also keinen Absturz; schaffen Sie dort Platz, oder setzen Sie XDG_STATE_HOME.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} changes its number of channels on the way; convert it first.</source>
   <translation>{0} wechselt unterwegs die Zahl der Kanäle; wandeln Sie die Datei zuerst um.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/export.py" />
   <source>{0} could not be encoded ({1}); try another size.</source>
   <translation>{0} konnte nicht kodiert werden ({1}); versuchen Sie eine andere Größe.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/preset_store.py" />
   <source>{0} could not be made ({1}).</source>
   <translation>{0} konnte nicht angelegt werden ({1}).</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/storage.py" />
   <source>{0} could not be read ({1}); try again.</source>
   <translation>{0} konnte nicht gelesen werden ({1}); versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/atomic.py" />
   <source>{0} could not be saved: {1}.</source>
   <translation>{0} konnte nicht gespeichert werden: {1}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} could not be written ({1}); name another place.</source>
   <translation>{0} konnte nicht geschrieben werden ({1}); nennen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} could not be written because the disk is full; make room or name another disk.</source>
   <translation>{0} konnte nicht geschrieben werden, weil der Datenträger voll ist; schaffen Sie Platz, oder nennen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <source>{0} does not end with .csv</source>
   <translation>{0} endet nicht auf .csv</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} does not end with .png</source>
   <translation>{0} endet nicht auf .png</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/storage.py" />
   <source>{0} does not exist; check its name or look for it elsewhere.</source>
   <translation>{0} gibt es nicht; prüfen Sie den Namen, oder suchen Sie woanders.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} does not exist; check the name of the sound file.</source>
   <translation>{0} gibt es nicht; prüfen Sie den Namen der Tondatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/sources.py" />
   <source>{0} does not exist; check the name of the source.</source>
   <translation>{0} gibt es nicht; prüfen Sie den Namen der Quelle.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <source>{0} does not exist; check the name.</source>
   <translation>{0} gibt es nicht; prüfen Sie den Namen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} ends with none of .mp4, .webm, .mov, .png, / (a folder of PNGs)</source>
   <translation>{0} endet auf keines von .mp4, .webm, .mov, .png, / (ein Ordner mit PNGs)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/job.py" />
   <source>{0} frames a second is not possible; choose {1} to {2}.</source>
   <translation>{0} Bilder pro Sekunde sind nicht möglich; wählen Sie {1} bis {2}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/pictures.py" />
   <location filename="../../lestalk_studio/pipeline/segments.py" />
   <source>{0} frames came, {1} were told</source>
   <translation>{0} Bilder kamen, {1} waren angekündigt</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/track.py" />
   <source>{0} has a single frame; choose a video of a talking face, not a picture.</source>
   <translation>{0} hat nur ein Bild; wählen Sie ein Video eines sprechenden Gesichts, kein Bild.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/track.py" />
   <source>{0} has more than {1} keys</source>
   <translation>{0} hat mehr als {1} Schlüsselbilder</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/graph.py" />
   <source>{0} has no frames; choose another source.</source>
   <translation>{0} hat keine Bilder; wählen Sie eine andere Quelle.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/keys.py" />
   <source>{0} has no key at {1} s</source>
   <translation>{0} hat bei {1} s kein Schlüsselbild</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <location filename="../../lestalk_studio/face/stills.py" />
   <source>{0} has no pictures that can be read; choose another video.</source>
   <translation>{0} hat keine lesbaren Bilder; wählen Sie ein anderes Video.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>{0} has no pictures, only sound; choose a video of a talking face.</source>
   <translation>{0} hat keine Bilder, nur Ton; wählen Sie ein Video eines sprechenden Gesichts.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_file.py" />
   <source>{0} has no portrait yet; choose one in the editor, or with --portrait.</source>
   <translation>{0} hat noch kein Porträt; wählen Sie eines im Editor oder mit --portrait.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} has no sound in it; choose a sound file or a video with sound.</source>
   <translation>{0} enthält keinen Ton; wählen Sie eine Tondatei oder ein Video mit Ton.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/intensity.py" />
   <source>{0} has no voice whose intensity could be heard; name a sound or a video.</source>
   <translation>{0} hat keine Stimme, deren Intensität zu hören wäre; nennen Sie einen Ton oder ein Video.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>{0} has the unknown entry {1}</source>
   <translation>{0} hat den unbekannten Eintrag {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/sources.py" />
   <source>{0} has {1} channels; mix it down to mono or stereo first.</source>
   <translation>{0} hat {1} Kanäle; mischen Sie zuerst auf Mono oder Stereo ab.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/track.py" />
   <source>{0} has {1} {2} s</source>
   <translation>{0} hat {1} {2} s</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} holds no sound (0 s); choose another sound file.</source>
   <translation>{0} enthält keinen Ton (0 s); wählen Sie eine andere Tondatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} is a file, not a folder; name another folder for the pictures.</source>
   <translation>{0} ist eine Datei, kein Ordner; nennen Sie einen anderen Ordner für die Bilder.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} is a folder, not a sound file; name a file in it.</source>
   <translation>{0} ist ein Ordner, keine Tondatei; nennen Sie eine Datei darin.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/storage.py" />
   <source>{0} is a folder; choose a project file (*{1}).</source>
   <translation>{0} ist ein Ordner; wählen Sie eine Projektdatei (*{1}).</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} is a folder; name a file in it.</source>
   <translation>{0} ist ein Ordner; nennen Sie eine Datei darin.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/sources.py" />
   <source>{0} is a folder; name a talking video or an OpenFace CSV in it.</source>
   <translation>{0} ist ein Ordner; nennen Sie ein Video mit Sprache oder eine OpenFace-CSV darin.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} is damaged or holds no sound; it cannot be decoded.</source>
   <translation>{0} ist beschädigt oder enthält keinen Ton; die Datei lässt sich nicht dekodieren.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} is damaged: its header gives no sampling rate; it cannot be read.</source>
   <translation>{0} ist beschädigt: Im Kopf steht keine Abtastrate; die Datei ist nicht lesbar.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/stills.py" />
   <source>{0} is damaged; choose another copy of it.</source>
   <translation>{0} ist beschädigt; wählen Sie eine andere Kopie.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>{0} is damaged{1}; choose another copy of it.</source>
   <translation>{0} ist beschädigt{1}; wählen Sie eine andere Kopie.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} is empty (0 bytes); choose another sound file.</source>
   <translation>{0} ist leer (0 Byte); wählen Sie eine andere Tondatei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/readable.py" />
   <source>{0} is given twice</source>
   <translation>{0} kommt zweimal vor</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} is longer than {1} characters</source>
   <translation>{0} ist länger als {1} Zeichen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/audio_to_intensity.py" />
   <source>{0} is missing or damaged, so no intensity can be heard; install the program again.</source>
   <translation>{0} fehlt oder ist beschädigt, es ist also keine Intensität zu hören; installieren Sie das Programm neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/audio_to_les.py" />
   <source>{0} is missing or damaged, so no voice can be followed; install the program again.</source>
   <translation>{0} fehlt oder ist beschädigt, es kann also keiner Stimme gefolgt werden; installieren Sie das Programm neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/les_to_beta.py" />
   <location filename="../../lestalk_studio/nets/les_to_look.py" />
   <source>{0} is missing or damaged; install the program again.</source>
   <translation>{0} fehlt oder ist beschädigt; installieren Sie das Programm neu.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/table.py" />
   <source>{0} is neither a picture, a video, a sound nor an OpenFace table that can be read.</source>
   <translation>{0} ist weder Bild noch Video, Ton oder lesbare OpenFace-Tabelle.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/hands.py" />
   <source>{0} is no bundle of nets</source>
   <translation>{0} ist kein Bündel von Netzen</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/readable.py" />
   <source>{0} is no number</source>
   <translation>{0} ist keine Zahl</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/strokes.py" />
   <source>{0} is no point of a stroke, such as '0.41,0.62'</source>
   <translation>{0} ist kein Punkt eines Strichs wie '0.41,0.62'</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>{0} is no video; choose a video of a talking face.</source>
   <translation>{0} ist kein Video; wählen Sie ein Video eines sprechenden Gesichts.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} is not a folder; name another place for {1}.</source>
   <translation>{0} ist kein Ordner; nennen Sie einen anderen Ort für {1}.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} is not a sound or video file, or it is damaged.</source>
   <translation>{0} ist keine Ton- oder Videodatei, oder sie ist beschädigt.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} is not an ordinary file and cannot be replaced; name another file.</source>
   <translation>{0} ist keine gewöhnliche Datei und nicht ersetzbar; nennen Sie eine andere.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} is one picture, and a clip has many: name a folder ({1}/) or a pattern ({2}_%05d.png)</source>
   <translation>{0} ist ein einzelnes Bild, und ein Clip hat viele: Nennen Sie einen Ordner ({1}/) oder ein Muster ({2}_%05d.png)</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} is silent from start to end; choose a sound file with speech in it.</source>
   <translation>{0} ist von Anfang bis Ende still; wählen Sie eine Tondatei mit Sprache.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/project_file.py" />
   <source>{0} is there already; name another file, or replace it with --force.</source>
   <translation>{0} gibt es schon; nennen Sie eine andere Datei, oder ersetzen Sie sie mit --force.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} is what is read; name another file for the result.</source>
   <translation>{0} wird gerade gelesen; nennen Sie eine andere Datei für das Ergebnis.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>{0} lasts longer than {1} minutes; cut it shorter.</source>
   <translation>{0} dauert länger als {1} Minuten; kürzen Sie die Aufnahme.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/sources.py" />
   <source>{0} lasts {1} hours; at most one can be taken, so cut it first.</source>
   <translation>{0} dauert {1} Stunden; höchstens eine ist möglich, kürzen Sie also zuerst.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/face/frames.py" />
   <source>{0} lasts {1} minutes; cut it to {2} minutes or less.</source>
   <translation>{0} dauert {1} Minuten; kürzen Sie auf höchstens {2} Minuten.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} lasts {1}, longer than the {2} that can be taken; cut it.</source>
   <translation>{0} dauert {1}, länger als die möglichen {2}; kürzen Sie die Datei.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/audio/decode.py" />
   <source>{0} may not be read by you; change its permissions.</source>
   <translation>{0} dürfen Sie nicht lesen; ändern Sie die Zugriffsrechte.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/storage.py" />
   <source>{0} may not be read; change its permissions and open it again.</source>
   <translation>{0} darf nicht gelesen werden; ändern Sie die Zugriffsrechte, und öffnen Sie die Datei noch einmal.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} may not be written by you; name another place or change its permissions.</source>
   <translation>{0} dürfen Sie nicht schreiben; nennen Sie einen anderen Ort, oder ändern Sie die Zugriffsrechte.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>{0} must be a finite number, not '{1}'.</source>
   <translation>{0} muss eine endliche Zahl sein, nicht „{1}“.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>{0} must be a list</source>
   <translation>{0} muss eine Liste sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/les/names.py" />
   <source>{0} must be a number, not '{1}'.</source>
   <translation>{0} muss eine Zahl sein, nicht „{1}“.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} must be a number, not {1}</source>
   <translation>{0} muss eine Zahl sein, nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} must be a whole number, not {1}</source>
   <translation>{0} muss eine ganze Zahl sein, nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/codec.py" />
   <source>{0} must be an object</source>
   <translation>{0} muss ein Objekt sein</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} must be one of {1}, not {2}</source>
   <translation>{0} muss eines von {1} sein, nicht {2}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} must be text, not {1}</source>
   <translation>{0} muss Text sein, nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/settings.py" />
   <source>{0} must be the path of a file, not {1}</source>
   <translation>{0} muss der Pfad einer Datei sein, nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} must be true or false, not {1}</source>
   <translation>{0} muss true oder false sein, nicht {1}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/document/checks.py" />
   <source>{0} must be {1}, not {2}</source>
   <translation>{0} muss {1} sein, nicht {2}</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/pipeline/target.py" />
   <source>{0} needs about {1} and its disk has {2} free; make room or name another disk.</source>
   <translation>{0} braucht etwa {1}, auf dem Datenträger sind {2} frei; schaffen Sie Platz, oder nennen Sie einen anderen.</translation>
  </message>
  <message>
   <location filename="../../lestalk_studio/nets/les_to_beta.py" />
   <source>{0} was trained for another head model; train it again with python -m lestalk_studio.training train-cdan, or install the program again.</source>
   <translation>{0} wurde für ein anderes Kopfmodell trainiert; trainieren Sie neu mit python -m lestalk_studio.training train-cdan, oder installieren Sie das Programm neu.</translation>
  </message>
 </context>
</TS>
