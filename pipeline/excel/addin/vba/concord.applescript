-- Started by the macros of Concord in Excel, outside the place that Excel is confined to. Excel answers nothing while
-- it waits for this, so Python goes on by itself.
on StartConcord(given)
	do shell script quoted form of "{python}" & " -P " & quoted form of "{starter}" & " " & quoted form of given & " > /dev/null 2>&1 &"
	return ""
end StartConcord
