namespace Ledger.Crypto.Curves;

/// <summary>1 / x modulo the prime of SM2, in eight lanes, in a time that does not depend on x.</summary>
internal static unsafe class LaneInverse
{
    /// <summary>Puts 1 / ZZ into T0, in Montgomery's form as ZZ is, and 0 for 0. The other T are overwritten.</summary>
    public static void OfZZ(LaneRoom* room)
    {
        // Fermat: x^(p − 2), where p − 2 is, in words of 32 bits, 31 ones and a zero, four times 32 ones, 32 zeros, 32 ones,
        // and 30 ones, a zero, a one. So x to the power of so many ones is what it takes.
        FieldLanes* x = &room->ZZ;
        FieldLanes* inverse = &room->T0;
        FieldLanes* ones2 = &room->T1;
        FieldLanes* ones4 = &room->T2;
        FieldLanes* ones8 = &room->T3;
        FieldLanes* ones16 = &room->T4;
        FieldLanes* ones30 = &room->T5;
        FieldLanes* ones32 = &room->T6;
        Append(x, 1, x, ones2);
        Append(ones2, 2, ones2, ones4);
        Append(ones4, 4, ones4, ones8);
        Append(ones8, 8, ones8, ones16);
        Append(ones16, 16, ones16, ones32);
        Append(ones16, 8, ones8, ones30);
        Append(ones30, 4, ones4, ones30);
        Append(ones30, 2, ones2, ones30);
        Append(ones30, 1, x, inverse);
        Append(inverse, 1 + 32, ones32, inverse);
        Append(inverse, 32, ones32, inverse);
        Append(inverse, 32, ones32, inverse);
        Append(inverse, 32, ones32, inverse);
        Append(inverse, 32 + 32, ones32, inverse);
        Append(inverse, 30, ones30, inverse);
        Append(inverse, 2, x, inverse);
    }

    // The exponent of the power gets so many digits 0, and the other's in their place.
    private static void Append(FieldLanes* power, int digits, FieldLanes* other, FieldLanes* result)
    {
        LaneProduct.Square(power, result);
        for (int i = 1; i < digits; i++)
        {
            LaneProduct.Square(result, result);
        }

        LaneProduct.Multiply(result, other, result);
    }
}
