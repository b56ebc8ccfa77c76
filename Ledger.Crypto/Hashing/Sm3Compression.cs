using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Hashing;

/// <summary>
/// The compression of GB/T 32905-2016, clause 5.3, with its names, on one block of each of several messages.
/// Pointers and <c>unchecked</c>: checked indexes cost a fifth of the speed.
/// </summary>
internal static unsafe class Sm3Compression<TLanes, TWord>
    where TLanes : struct, ISm3Lanes<TWord>
    where TWord : unmanaged
{
    /// <summary>Words of the state V.</summary>
    public const int StateWords = 8;

    /// <summary>Words of the expanded block: W_0 to W_67.</summary>
    public const int ExpandedWords = 68;

    private const int BlockWords = 16;
    private const int EarlyRounds = 16;
    private const int Rounds = 64;
    private const int ExpandingRounds = ExpandedWords - BlockWords;

    // 4.2, as 5.3.3 uses them: T_j ⋘ (j mod 32).
    private static readonly uint[] T =
        [.. Enumerable.Range(0, Rounds).Select(j => BitOperations.RotateLeft(j < EarlyRounds ? 0x79CC4519u : 0x7A879D8Au, j % 32))];

    // 4.1
    private static ReadOnlySpan<uint> Iv =>
        [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E];

    /// <summary>Sets V to the initial value.</summary>
    public static void Begin(TWord* v)
    {
        for (int i = 0; i < StateWords; i++)
        {
            v[i] = TLanes.All(Iv[i]);
        }
    }

    /// <summary>V = CF(V, B), where the first sixteen words of <paramref name="w"/> are the block B; the rest are overwritten.</summary>
    public static void Compress(TWord* v, TWord* w)
    {
        (TWord a, TWord b, TWord c, TWord d) = (v[0], v[1], v[2], v[3]);
        (TWord e, TWord f, TWord g, TWord h) = (v[4], v[5], v[6], v[7]);

        // The standard moves every word to the next register. Here the words stay and the names move: home again after four rounds. Each round waits for
        // the one before; the word that is expanded meanwhile, for a round to come, costs next to nothing.
        int j = 0;
        for (; j < EarlyRounds; j = unchecked(j + 4))
        {
            Expand(unchecked(w + j));
            EarlyRound(a, ref b, c, ref d, e, ref f, g, ref h, j, w);
            Expand(unchecked(w + j + 1));
            EarlyRound(d, ref a, b, ref c, h, ref e, f, ref g, unchecked(j + 1), w);
            Expand(unchecked(w + j + 2));
            EarlyRound(c, ref d, a, ref b, g, ref h, e, ref f, unchecked(j + 2), w);
            Expand(unchecked(w + j + 3));
            EarlyRound(b, ref c, d, ref a, f, ref g, h, ref e, unchecked(j + 3), w);
        }

        for (; j < ExpandingRounds; j = unchecked(j + 4))
        {
            Expand(unchecked(w + j));
            LateRound(a, ref b, c, ref d, e, ref f, g, ref h, j, w);
            Expand(unchecked(w + j + 1));
            LateRound(d, ref a, b, ref c, h, ref e, f, ref g, unchecked(j + 1), w);
            Expand(unchecked(w + j + 2));
            LateRound(c, ref d, a, ref b, g, ref h, e, ref f, unchecked(j + 2), w);
            Expand(unchecked(w + j + 3));
            LateRound(b, ref c, d, ref a, f, ref g, h, ref e, unchecked(j + 3), w);
        }

        for (; j < Rounds; j = unchecked(j + 4))
        {
            LateRound(a, ref b, c, ref d, e, ref f, g, ref h, j, w);
            LateRound(d, ref a, b, ref c, h, ref e, f, ref g, unchecked(j + 1), w);
            LateRound(c, ref d, a, ref b, g, ref h, e, ref f, unchecked(j + 2), w);
            LateRound(b, ref c, d, ref a, f, ref g, h, ref e, unchecked(j + 3), w);
        }

        (v[0], v[1], v[2], v[3]) = (TLanes.Xor(v[0], a), TLanes.Xor(v[1], b), TLanes.Xor(v[2], c), TLanes.Xor(v[3], d));
        (v[4], v[5], v[6], v[7]) = (TLanes.Xor(v[4], e), TLanes.Xor(v[5], f), TLanes.Xor(v[6], g), TLanes.Xor(v[7], h));
    }

    // 5.3.2 a) and b): the word sixteen places on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Expand(TWord* w)
    {
        unchecked
        {
            TWord p1 = P1(TLanes.Xor(w[0], w[7], TLanes.RotateLeft(w[13], 15)));
            w[BlockWords] = TLanes.Xor(p1, TLanes.RotateLeft(w[3], 7), w[10]);
        }
    }

    // 4.3: FF and GG for j ≤ 15
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EarlyRound(
        TWord a, ref TWord b, TWord c, ref TWord d, TWord e, ref TWord f, TWord g, ref TWord h, int j, TWord* w)
    {
        d = TLanes.Add(d, TLanes.Xor(a, b, c));
        h = TLanes.Add(h, TLanes.Xor(e, f, g));
        Round(a, ref b, ref d, e, ref f, ref h, j, w);
    }

    // 4.3: FF and GG for j ≥ 16
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LateRound(
        TWord a, ref TWord b, TWord c, ref TWord d, TWord e, ref TWord f, TWord g, ref TWord h, int j, TWord* w)
    {
        d = TLanes.Add(d, TLanes.Majority(a, b, c));
        h = TLanes.Add(h, TLanes.Choice(e, f, g));
        Round(a, ref b, ref d, e, ref f, ref h, j, w);
    }

    // 5.3.3: d comes with FF added and becomes TT1, h with GG added and becomes P0(TT2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(TWord a, ref TWord b, ref TWord d, TWord e, ref TWord f, ref TWord h, int j, TWord* w)
    {
        unchecked
        {
            TWord a12 = TLanes.RotateLeft(a, 12);
            TWord ss1 = TLanes.RotateLeft(TLanes.Add(TLanes.Add(a12, e), TLanes.All(T[j])), 7);
            TWord ss2 = TLanes.Xor(ss1, a12);
            d = TLanes.Add(TLanes.Add(d, ss2), TLanes.Xor(w[j], w[j + 4])); // 5.3.2 c): W'_j
            h = P0(TLanes.Add(TLanes.Add(h, ss1), w[j]));
            b = TLanes.RotateLeft(b, 9);
            f = TLanes.RotateLeft(f, 19);
        }
    }

    // 4.4
    private static TWord P0(TWord x) => TLanes.Xor(x, TLanes.RotateLeft(x, 9), TLanes.RotateLeft(x, 17));

    private static TWord P1(TWord x) => TLanes.Xor(x, TLanes.RotateLeft(x, 15), TLanes.RotateLeft(x, 23));
}
