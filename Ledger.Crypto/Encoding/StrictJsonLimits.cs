namespace Ledger.Crypto.Encoding;

/// <summary>What a JSON text may have at most.</summary>
/// <param name="MaxBytes">Length of the text.</param>
/// <param name="MaxDepth">
/// Arrays and objects inside one another; 0 for a bare value, at most <see cref="DeepestDepth"/>.
/// </param>
public sealed record StrictJsonLimits(int MaxBytes, int MaxDepth = StrictJsonLimits.UsualDepth)
{
    /// <summary>So deep a text may be where nothing else is said.</summary>
    public const int UsualDepth = 32;

    /// <summary>No text is read or written deeper than this.</summary>
    public const int DeepestDepth = 64;

    /// <summary>One MiB, 32 deep.</summary>
    public static StrictJsonLimits Default { get; } = new(1024 * 1024);
}
