Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    ' Concord: only this user's own settings count. xlwings also looks into sheets of the workbook and into its
    ' folder, where anybody who can put a file there could name any program to be run.
    Dim configValue As String
    If FileExists(GetConfigFilePath()) = True Then
        If GetConfigFromFile(GetConfigFilePath(), configKey, configValue) Then
            GetConfig = ExpandEnvironmentStrings(configValue)
            Exit Function
        End If
    End If
    GetConfig = ExpandEnvironmentStrings(default)
End Function
