using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ledger.Crypto.Curves;

/// <summary>
/// The verification of SM2 signatures, from the hash on (GB/T 32918.2, 7.1), in eight lanes of AVX-512 or two times four of AVX2: one signature
/// spread over the lanes, or eight at a time. The steps are those of <see cref="Sm2Equation"/>.
/// </summary>
internal static unsafe class Sm2LaneEquation
{
    private const int Lanes = FieldLanes.Lanes;

    // One signature's points fill the lanes just so: 24 of the base point and 32 of the key, seven to a lane.
    private const int Points = 56;

    private static readonly LaneTable Base = new(Sm2Equation.Base);

    // 2^522 mod p: a product with it brings a number into the lanes' form.
    private static readonly UInt256 SquareOfRadix = LaneTable.Form(FieldElement.Of(LaneTable.Form(FieldElement.One)));

    /// <summary>Whether this processor can.</summary>
    public static bool IsSupported => Avx512F.IsSupported || Avx2.IsSupported;

    /// <summary>Whether a signature fits, spread over the lanes: each adds up an eighth of the points, then the lanes are added.</summary>
    [SkipLocalsInit]
    public static Sm2Answer Check(in LaneClaim claim)
    {
        Scalar t = claim.R + claim.S;
        if (t.IsZero)
        {
            return Sm2Answer.Differs;
        }

        AffinePoint** entries = stackalloc AffinePoint*[Points];
        long* signs = stackalloc long[Points];
        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        Base.Find(claim.S, entries, signs);
        claim.Key.Find(t, unchecked(entries + Base.Places), unchecked(signs + Base.Places));
        AddUp(room, entries, signs, Points / Lanes);
        GC.KeepAlive(claim.Key);
        LaneSum.FoldAll(room);
        Span<Sm2Answer> answer = [default];
        Answer(room, new ReadOnlySpan<LaneClaim>(in claim), answer);
        return answer[0];
    }

    /// <summary>Whether each of up to eight signatures fits, one to a lane. Takes as long for one as for eight.</summary>
    /// <param name="claims">From 1 to 8.</param>
    /// <param name="answers">As many.</param>
    [SkipLocalsInit]
    public static void Check(ReadOnlySpan<LaneClaim> claims, Span<Sm2Answer> answers)
    {
        AffinePoint** entries = stackalloc AffinePoint*[Points * Lanes];
        long* signs = stackalloc long[Points * Lanes];
        byte* bytes = stackalloc byte[LaneRoom.Size];
        LaneRoom* room = LaneRoom.In(bytes);
        Scalar* numbers = stackalloc Scalar[Lanes];
        nint* tables = stackalloc nint[Lanes];
        unchecked
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                (numbers[lane], tables[lane]) = (ClaimOf(claims, lane).S, (nint)Base.First);
            }

            LaneDigits.Find(numbers, tables, Base.Width, Base.Places, entries, signs);
            for (int lane = 0; lane < Lanes; lane++)
            {
                // Where t is 0 the lane adds up anything: its answer is known.
                ref readonly LaneClaim claim = ref ClaimOf(claims, lane);
                Scalar t = claim.R + claim.S;
                (numbers[lane], tables[lane]) = (t.IsZero ? claim.S : t, (nint)claim.Key.First);
            }

            int key = Base.Places * Lanes;
            LaneDigits.Find(numbers, tables, Sm2Equation.KeyWidth, Points - Base.Places, entries + key, signs + key);
        }

        AddUp(room, entries, signs, Points);
        Answer(room, claims, answers);
        for (int i = 0; i < claims.Length; i++)
        {
            GC.KeepAlive(claims[i].Key);
            answers[i] = (claims[i].R + claims[i].S).IsZero ? Sm2Answer.Differs : answers[i];
        }
    }

    /// <summary>The same in the faster of the two ways: eight lanes take as long for one signature as for eight, and one spread over the lanes less than two eighths of that.</summary>
    public static void CheckSome(ReadOnlySpan<LaneClaim> claims, Span<Sm2Answer> answers)
    {
        if (claims.Length > Lanes / 2)
        {
            Check(claims, answers);
            return;
        }

        for (int i = 0; i < claims.Length; i++)
        {
            answers[i] = Check(claims[i]);
        }
    }

    private static void AddUp(LaneRoom* room, AffinePoint** entries, long* signs, int rounds)
    {
        LaneSum.Begin(room, entries, signs);
        for (int round = 1; round < rounds; round++)
        {
            entries = unchecked(entries + Lanes);
            signs = unchecked(signs + Lanes);
            if (round < rounds - 1)
            {
                // From the second or third cache while this addition goes on.
                for (int lane = 0; lane < Lanes; lane++)
                {
                    Sse.Prefetch0(entries[Lanes + lane]);
                }
            }

            LaneSum.Add(room, entries, signs);
        }
    }

    // A spare lane repeats the last claim.
    private static ref readonly LaneClaim ClaimOf(ReadOnlySpan<LaneClaim> claims, int lane) => ref claims[int.Min(lane, claims.Length - 1)];

    // B7: X = x1 · ZZ for the x1 that is r − e, in each lane.
    [SkipLocalsInit]
    private static void Answer(LaneRoom* room, ReadOnlySpan<LaneClaim> claims, Span<Sm2Answer> answers)
    {
        ulong* words = stackalloc ulong[4 * Lanes];
        for (int lane = 0; lane < Lanes; lane++)
        {
            ref readonly LaneClaim claim = ref ClaimOf(claims, lane);
            UInt256 x = (claim.R - claim.Hash).Value;
            (words[lane], words[lane + Lanes]) = (x.L0, x.L1);
            (words[lane + (2 * Lanes)], words[lane + (3 * Lanes)]) = (x.L2, x.L3);
        }

        FieldLanes* expected = &room->T0;
        FieldLanes* square = &room->T1;
        FieldLanes.Split(
            Vector512.Load(words), Vector512.Load(unchecked(words + Lanes)), Vector512.Load(unchecked(words + (2 * Lanes))),
            Vector512.Load(unchecked(words + (3 * Lanes))), expected);
        FieldLanes.Fill(SquareOfRadix, square);
        LaneProduct.Multiply(expected, square, expected);
        LaneProduct.Multiply(expected, &room->ZZ, expected);
        FieldLanes.Subtract(expected, &room->X, expected);
        (uint holds, uint met) = (FieldLanes.Zeros(expected), FieldLanes.Zeros(&room->ZZ));
        for (int lane = 0; lane < claims.Length; lane++)
        {
            bool isMet = (met >> lane & 1) != 0;
            answers[lane] = !isMet && (holds >> lane & 1) != 0 ? Sm2Answer.Holds
                : isMet || Sm2Equation.HasSecond(claims[lane].R - claims[lane].Hash, out _) ? Sm2Answer.Unknown
                : Sm2Answer.Differs;
        }
    }
}
