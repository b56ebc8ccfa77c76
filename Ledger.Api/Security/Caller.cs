namespace Ledger.Api.Security;

/// <summary>Who sent the request, after authentication.</summary>
/// <param name="Name">The system's name in the configuration; never personal data.</param>
/// <param name="Role">What it is.</param>
/// <param name="Authority">Unified social credit code of the authority it acts for; empty for anyone.</param>
public sealed record Caller(string Name, Role Role, string Authority)
{
    /// <summary>Licence types that the settings share with it, whoever issued them; empty for anyone.</summary>
    public IReadOnlyList<string> SharedTypes { get; init; } = [];

    /// <summary>A caller who did not say who they are.</summary>
    public static Caller Anyone { get; } = new("anyone", Role.Anyone, "");

    /// <summary>The caller that the authoriser put on the request.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Anyone;
}
