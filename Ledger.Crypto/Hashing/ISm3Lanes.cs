using System.Diagnostics.CodeAnalysis;

namespace Ledger.Crypto.Hashing;

/// <summary>The word operations that GB/T 32905 is made of, on one word of each of several messages: a lane for each.</summary>
/// <typeparam name="TWord">A vector of 32-bit words, one a lane.</typeparam>
internal interface ISm3Lanes<TWord>
    where TWord : unmanaged
{
    /// <summary>The same word in every lane.</summary>
    static abstract TWord All(uint word);

    /// <summary>The sum modulo 2^32.</summary>
    static abstract TWord Add(TWord x, TWord y);

    /// <summary>X ⊕ Y.</summary>
    static abstract TWord Xor(TWord x, TWord y);

    /// <summary>X ⊕ Y ⊕ Z.</summary>
    static abstract TWord Xor(TWord x, TWord y, TWord z);

    /// <summary>X ⋘ count, from 1 to 31.</summary>
    static abstract TWord RotateLeft(TWord x, [ConstantExpected] byte count);

    /// <summary>(X ∧ Y) ∨ (X ∧ Z) ∨ (Y ∧ Z).</summary>
    static abstract TWord Majority(TWord x, TWord y, TWord z);

    /// <summary>(X ∧ Y) ∨ (¬X ∧ Z).</summary>
    static abstract TWord Choice(TWord x, TWord y, TWord z);
}
