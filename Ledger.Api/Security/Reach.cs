namespace Ledger.Api.Security;

/// <summary>How far a caller of the right role gets with an endpoint: whose things it shows or changes.</summary>
public enum Reach
{
    /// <summary>Whatever is asked for: what it shows is open to the role, or new, or needs something that only its holder knows.</summary>
    Open,

    /// <summary>The request names a thing, and who does not own it gets the very answer that is given where there is no such thing.</summary>
    Own,

    /// <summary>Whoever calls sees and acts on what is their own among all there is.</summary>
    OwnAmongAll,

    /// <summary>The request names the authority in whose name it acts; any but the caller's own is refused (<c>not-allowed</c>).</summary>
    OwnName,
}
