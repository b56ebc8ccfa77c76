namespace Ledger.Api.Tests.Crash;

/// <summary>A theory that changes what a process sees of the file system, which only root may; skipped for others.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute()
    {
        if (Environment.UserName != "root")
        {
            Skip = "only root can hide a library";
        }
    }
}
