Attribute VB_Name = "ConcordButton"
Option Explicit

' The Run button on the front sheet of a workbook that carries its own macro.
Public Sub RunConcord()
    StartConcord "run", True
End Sub
