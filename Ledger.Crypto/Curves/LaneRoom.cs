namespace Ledger.Crypto.Curves;

/// <summary>
/// What a sum in lanes works on. It lies at an address that is a multiple of 64, for a vector across two cache lines costs two accesses.
/// </summary>
internal unsafe struct LaneRoom
{
    /// <summary>Bytes that hold the room at such an address, wherever they begin.</summary>
    public static readonly int Size = sizeof(LaneRoom) + Alignment - 1;

    private const int Alignment = 64;

    /// <summary>The sum so far, (X / ZZ, Y / ZZZ), where ZZ³ = ZZZ².</summary>
    public FieldLanes X, Y, ZZ, ZZZ;

    /// <summary>What is added to it.</summary>
    public FieldLanes X2, Y2, ZZ2, ZZZ2;

    /// <summary>For values on the way.</summary>
    public FieldLanes T0, T1, T2, T3, T4, T5, T6;

    /// <summary>The room in some bytes.</summary>
    public static LaneRoom* In(byte* bytes) => (LaneRoom*)unchecked(((nuint)bytes + Alignment - 1) & ~(nuint)(Alignment - 1));
}
