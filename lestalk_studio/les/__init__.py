"""The Linear Emotion Space: units, emotions, edits, injector and exchange tables. numpy only."""
