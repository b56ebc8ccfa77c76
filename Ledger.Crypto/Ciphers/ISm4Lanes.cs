namespace Ledger.Crypto.Ciphers;

/// <summary>What SM4 is made of, on one word of each of several blocks: a lane for each.</summary>
/// <typeparam name="TWord">A vector of 32-bit words, one a lane.</typeparam>
internal unsafe interface ISm4Lanes<TWord>
    where TWord : unmanaged
{
    /// <summary>The same word in every lane.</summary>
    static abstract TWord All(uint word);

    /// <summary>As many numbers as there are lanes, from the first on modulo 2^32, in the order in which <see cref="Mask"/> takes blocks.</summary>
    static abstract TWord Count(uint first);

    /// <summary>The S-box on every byte (GB/T 32907, 6.2: τ).</summary>
    static abstract TWord Substitute(TWord word);

    /// <summary>One round (GB/T 32907, 6.1): X0 ⊕ L(τ(X1 ⊕ X2 ⊕ X3 ⊕ rk)).</summary>
    static abstract TWord Round(TWord x0, TWord x1, TWord x2, TWord x3, TWord roundKey);

    /// <summary>The first lane.</summary>
    static abstract uint First(TWord word);

    /// <summary>Adds to data the blocks whose four words are given, one block after the other.</summary>
    /// <param name="word0">The first word of each block.</param>
    /// <param name="word1">The second.</param>
    /// <param name="word2">The third.</param>
    /// <param name="word3">The last.</param>
    /// <param name="input">As many blocks as there are lanes.</param>
    /// <param name="output">Receives as many.</param>
    static abstract void Mask(TWord word0, TWord word1, TWord word2, TWord word3, byte* input, byte* output);
}
