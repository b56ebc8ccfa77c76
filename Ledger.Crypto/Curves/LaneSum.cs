using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Ledger.Crypto.Curves.FieldLanes;
using static Ledger.Crypto.Curves.LaneProduct;

namespace Ledger.Crypto.Curves;

/// <summary>
/// Additions of points in eight lanes. A sum is (X / ZZ, Y / ZZZ), where ZZ³ = ZZZ²: a table's point is added by ten products, one less than
/// by Jacobian coordinates, and each of them has one beside it that does not wait for it. Where the formulas do not hold, for a point and
/// itself or its opposite, ZZ becomes 0 and stays 0 through every further addition: who reads the sum looks at ZZ once, at the end.
/// </summary>
/// <remarks>
/// That no value grows too large for <see cref="LaneProduct"/>: with X from −4p to 2.2p, Y from −2p to 2p, ZZ and ZZZ from −0.3p to 1.3p, as
/// they are at the beginning, h is from −2.3p to 5.1p, r from −2.1p to 3.1p, h² from 0 to 1.9p, v from −0.3p to 1.3p, v − X from −2.2p to
/// 4.9p, so that each product lies between −0.5p and 1.9p, and X, Y, ZZ and ZZZ are in those bounds again.
/// </remarks>
internal static unsafe class LaneSum
{
    private static readonly UInt256 One = LaneTable.Form(FieldElement.One);

    /// <summary>Begins the sum with the points of eight entries of tables.</summary>
    public static void Begin(LaneRoom* room, AffinePoint** entries, long* signs)
    {
        LaneGather.Load(entries, signs, &room->X2, &room->Y2);
        BeginLoaded(room);
    }

    /// <summary>Begins the sum with the points (X2, Y2).</summary>
    public static void BeginLoaded(LaneRoom* room)
    {
        (room->X, room->Y) = (room->X2, room->Y2);
        Fill(One, &room->ZZ);
        room->ZZZ = room->ZZ;
    }

    /// <summary>Replaces the lanes' sum by that of all eight, in each.</summary>
    public static void FoldAll(LaneRoom* room)
    {
        Fold(room, Vector512.Create(4L, 5, 6, 7, 0, 1, 2, 3));
        Fold(room, Vector512.Create(2L, 3, 0, 1, 6, 7, 4, 5));
        Fold(room, Vector512.Create(1L, 0, 3, 2, 5, 4, 7, 6));
    }

    /// <summary>Adds the points of eight entries.</summary>
    [SkipLocalsInit]
    public static void Add(LaneRoom* room, AffinePoint** entries, long* signs)
    {
        LaneGather.Load(entries, signs, &room->X2, &room->Y2);
        AddLoaded(room);
    }

    /// <summary>Adds the points (X2, Y2).</summary>
    [SkipLocalsInit]
    public static void AddLoaded(LaneRoom* room)
    {
        FieldLanes* h = &room->T1;
        FieldLanes* r = &room->T2;
        Multiply(&room->X2, &room->ZZ, h);
        Multiply(&room->Y2, &room->ZZZ, r);
        Finish(room, &room->X, &room->Y, h, r);
    }

    // Adds to the sum in each lane the one in another; in all eight lanes, after three such steps, is the sum of all.
    private static void Fold(LaneRoom* room, Vector512<long> places)
    {
        FieldLanes* h = &room->T1;
        FieldLanes* r = &room->T2;
        FieldLanes* u = &room->T5;
        FieldLanes* s = &room->T6;
        Permute(&room->X, places, &room->X2);
        Permute(&room->Y, places, &room->Y2);
        Permute(&room->ZZ, places, &room->ZZ2);
        Permute(&room->ZZZ, places, &room->ZZZ2);
        Multiply(&room->X, &room->ZZ2, u);
        Multiply(&room->Y, &room->ZZZ2, s);
        Multiply(&room->X2, &room->ZZ, h);
        Multiply(&room->Y2, &room->ZZZ, r);
        Multiply(&room->ZZ, &room->ZZ2, &room->ZZ);
        Multiply(&room->ZZZ, &room->ZZZ2, &room->ZZZ);
        Finish(room, u, s, h, r);
    }

    // From both points' coordinates in terms of the common ZZ and ZZZ: (x, y) and (h, r), of which the differences are made first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(LaneRoom* room, FieldLanes* x, FieldLanes* y, FieldLanes* h, FieldLanes* r)
    {
        FieldLanes* v = &room->T0;
        FieldLanes* hh = &room->T3;
        FieldLanes* hhh = &room->T4;
        FieldLanes* rr = &room->X2;
        Subtract(h, x, h);
        Subtract(r, y, r);
        Square(h, hh);
        Square(r, rr);
        Multiply(h, hh, hhh);
        Multiply(x, hh, v);
        Multiply(&room->ZZ, hh, &room->ZZ);
        Multiply(y, hhh, &room->Y);

        // X = r² − h³ − 2v, Y = r · (v − X) − y · h³.
        Subtract(rr, hhh, &room->X);
        Subtract(&room->X, v, &room->X);
        Subtract(&room->X, v, &room->X);
        Carry(&room->X);
        Subtract(v, &room->X, v);
        Multiply(&room->ZZZ, hhh, &room->ZZZ);
        Multiply(r, v, v);
        Subtract(v, &room->Y, &room->Y);
        Carry(&room->Y);
    }
}
