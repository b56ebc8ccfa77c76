namespace Ledger.Crypto.Others;

/// <summary>What comparing one signature value gave.</summary>
internal enum OthersOutcome
{
    /// <summary>It is the key's signature of these bytes.</summary>
    Agrees,

    /// <summary>It is not.</summary>
    Differs,

    /// <summary>Its encoding cannot be read.</summary>
    Unreadable,

    /// <summary>A scheme, curve or key length that is not judged here.</summary>
    NotJudged,
}
