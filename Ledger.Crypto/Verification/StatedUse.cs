namespace Ledger.Crypto.Verification;

/// <summary>Who verifies, and for what, as far as the verifier says so; a copy for one use is held to it.</summary>
/// <param name="Recipient">Name or unified social credit code of who verifies; null where they do not say.</param>
/// <param name="Purpose">What for, in the words of the copy; null where they do not say.</param>
public sealed record StatedUse(string? Recipient, string? Purpose)
{
    /// <summary>Nothing is said.</summary>
    public static StatedUse None { get; } = new(null, null);
}
