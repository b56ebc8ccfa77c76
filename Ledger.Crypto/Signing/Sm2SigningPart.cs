namespace Ledger.Crypto.Signing;

/// <summary>A part of signing in lanes that sees something secret.</summary>
public enum Sm2SigningPart
{
    /// <summary>Deriving k from the key.</summary>
    Nonce,

    /// <summary>The multiple of the base point by k, spread over the lanes.</summary>
    Multiple,

    /// <summary>Eight such multiples, one to a lane.</summary>
    EightMultiples,

    /// <summary>The second half of the signature from the key and k.</summary>
    SecondHalf,

    /// <summary>
    /// None of them: the multiple by the table that verification uses, for numbers that everybody knows. Its time does depend on the number;
    /// a measurement that does not show it shows nothing about the others either.
    /// </summary>
    Control,
}
