namespace Ledger.Node.SignIn;

/// <summary>How people sign in.</summary>
internal sealed record SignInOptions
{
    private const int MostProviders = 8;

    /// <summary>The providers, eight at most.</summary>
    public IReadOnlyList<IdentityProviderOptions> Providers { get; init; } = [];

    /// <summary>A session of which nothing was heard for so long is over.</summary>
    public int IdleMinutes { get; init; } = 15;

    /// <summary>After so long a session is over.</summary>
    public int AbsoluteMinutes { get; init; } = 480;

    /// <summary>So long after a person has signed in with their means of authentication they may do what needs it.</summary>
    public int StepUpMinutes { get; init; } = 5;

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    internal string? Problem() =>
        Providers.Count > MostProviders ? $"providers: {MostProviders} at most."
        : Providers.Select(provider => provider.Problem()).FirstOrDefault(problem => problem is not null) is string provider ? $"providers: {provider}"
        : Providers.GroupBy(provider => provider.Name).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"two providers are named {twice.Key}."
        : IdleMinutes is < 1 or > 60 ? "idleMinutes: 1 to 60."
        : AbsoluteMinutes is < 1 or > 1440 || AbsoluteMinutes < IdleMinutes ? "absoluteMinutes: idleMinutes to 1440."
        : StepUpMinutes is < 1 or > 60 ? "stepUpMinutes: 1 to 60."
        : null;
}
