Attribute VB_Name = "ConcordRibbon"
Option Explicit

' What the buttons of the Concord tab call (customUI.xml).
Public Sub RibbonCheck(control As IRibbonControl)
    StartConcord "check"
End Sub

Public Sub RibbonRun(control As IRibbonControl)
    StartConcord "run"
End Sub

Public Sub RibbonNextFinding(control As IRibbonControl)
    StartConcord "next_finding"
End Sub

Public Sub RibbonNewWorkbook(control As IRibbonControl)
    StartConcord "new_workbook"
End Sub

Public Sub RibbonHelp(control As IRibbonControl)
    StartConcord "help"
End Sub
