namespace Ledger.Api.Security;

/// <summary>What kind of request an endpoint takes of strangers, by which they are counted. Known callers are counted by who they are.</summary>
public enum RateClass
{
    /// <summary>Whatever is cheap to answer and tells nothing to who guesses.</summary>
    Open,

    /// <summary>A licence by its identifier and check code, which somebody could guess.</summary>
    Lookup,

    /// <summary>A file that is read and verified.</summary>
    File,

    /// <summary>A presentation, of which a trace is kept.</summary>
    Presentation,

    /// <summary>A picture of a camera in which a code is looked for.</summary>
    Frame,

    /// <summary>Signing in.</summary>
    SignIn,
}
