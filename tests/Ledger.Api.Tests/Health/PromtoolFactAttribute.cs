namespace Ledger.Api.Tests.Health;

/// <summary>A fact that asks promtool; skipped where it is not installed, as Debian's package brings a whole Prometheus along.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public const string Program = "promtool";

    public PromtoolFactAttribute()
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));
        Skip = isThere ? null : "promtool is absent: apt-get install prometheus";
    }
}
