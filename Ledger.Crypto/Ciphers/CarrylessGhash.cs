using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// GHASH (NIST SP 800-38D, 6.4) by the processor's carry-less products, 16 blocks to a reduction: their products with H^16 … H^1 are added
/// before. Blocks are taken with their bytes reversed, whereby an element lies bit-reversed in a register and a product comes out shifted by
/// one; the powers of H are held shifted the other way (times x), so that every product is in place (the form of RFC 8452, appendix A).
/// </summary>
internal sealed unsafe class CarrylessGhash : IDisposable
{
    private const int BlockLength = 16;
    private const int Powers = 16;

    // x^128 = x^127 + x^126 + x^121 + 1 in this form, lower half first.
    private static Vector128<ulong> Polynomial => Vector128.Create(1ul, 0xC200000000000000);

    private static Vector128<byte> Reverse => Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);

    // From H^16 down to H^1.
    private readonly Vector128<ulong>[] _powers = new Vector128<ulong>[Powers];
    private readonly bool _isWide;

    /// <param name="point">H: 16 bytes.</param>
    /// <param name="isWide">Four products at a time, by AVX-512.</param>
    public CarrylessGhash(ReadOnlySpan<byte> point, bool isWide)
    {
        _isWide = isWide;
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(point);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(point[8..]);
        Vector128<ulong> carried = Vector128.Create(unchecked(0 - (high >> 63))) & Polynomial;
        Vector128<ulong> first = Vector128.Create(low << 1, (high << 1) | (low >> 63)) ^ carried;
        _powers[^1] = first;
        for (int i = Powers - 2; i >= 0; i--)
        {
            _powers[i] = Multiply(_powers[i + 1], first);
        }
    }

    /// <summary>The hash of both data, each filled up with zeros to whole blocks, and of their lengths.</summary>
    /// <param name="associatedData">A.</param>
    /// <param name="ciphertext">C.</param>
    /// <param name="hash">Receives 16 bytes.</param>
    public void Compute(ReadOnlySpan<byte> associatedData, ReadOnlySpan<byte> ciphertext, Span<byte> hash)
    {
        Vector128<ulong> sum = Append(Append(default, associatedData), ciphertext);
        Vector128<ulong> lengths = Vector128.Create(8 * (ulong)ciphertext.Length, 8 * (ulong)associatedData.Length);
        sum = Multiply(sum ^ lengths, _powers[^1]);
        Ssse3.Shuffle(sum.AsByte(), Reverse).CopyTo(hash);
    }

    /// <summary>Wipes the powers of H.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_powers.AsSpan()));

    private Vector128<ulong> Append(Vector128<ulong> sum, ReadOnlySpan<byte> data)
    {
        fixed (Vector128<ulong>* powers = _powers)
        fixed (byte* first = data)
        {
            int whole = data.Length / (Powers * BlockLength) * (Powers * BlockLength);
            sum = _isWide ? AppendWide(sum, powers, first, whole) : AppendNarrow(sum, powers, first, whole);
            data = data[whole..];
            for (; data.Length >= BlockLength; data = data[BlockLength..])
            {
                sum = Multiply(sum ^ Read(data), powers[Powers - 1]);
            }

            if (!data.IsEmpty)
            {
                Span<byte> last = stackalloc byte[BlockLength];
                last.Clear();
                data.CopyTo(last);
                sum = Multiply(sum ^ Read(last), powers[Powers - 1]);
            }
        }

        return sum;
    }

    private static Vector128<ulong> AppendWide(Vector128<ulong> sum, Vector128<ulong>* powers, byte* data, int length)
    {
        unchecked
        {
            Vector512<byte> reverse = Vector512.Create(Vector256.Create(Reverse, Reverse), Vector256.Create(Reverse, Reverse));
            for (byte* end = data + length; data < end;)
            {
                Vector512<ulong> low = default, middle = default, high = default;
                Vector512<ulong> added = sum.ToVector256().ToVector512();
                for (int i = 0; i < Powers; i += 4, data += 4 * BlockLength)
                {
                    Vector512<ulong> x = Avx512BW.Shuffle(Vector512.Load(data), reverse).AsUInt64() ^ added;
                    Vector512<ulong> h = Vector512.Load((ulong*)(powers + i));
                    added = default;
                    low ^= Pclmulqdq.V512.CarrylessMultiply(x, h, 0x00);
                    middle ^= Pclmulqdq.V512.CarrylessMultiply(x, h, 0x01) ^ Pclmulqdq.V512.CarrylessMultiply(x, h, 0x10);
                    high ^= Pclmulqdq.V512.CarrylessMultiply(x, h, 0x11);
                }

                sum = Reduce(Folded(low), Folded(middle), Folded(high));
            }

            return sum;
        }
    }

    private static Vector128<ulong> AppendNarrow(Vector128<ulong> sum, Vector128<ulong>* powers, byte* data, int length)
    {
        unchecked
        {
            for (byte* end = data + length; data < end;)
            {
                Vector128<ulong> low = default, middle = default, high = default;
                for (int i = 0; i < Powers; i++, data += BlockLength)
                {
                    Vector128<ulong> x = Ssse3.Shuffle(Vector128.Load(data), Reverse).AsUInt64() ^ sum;
                    sum = default;
                    low ^= Pclmulqdq.CarrylessMultiply(x, powers[i], 0x00);
                    middle ^= Pclmulqdq.CarrylessMultiply(x, powers[i], 0x01) ^ Pclmulqdq.CarrylessMultiply(x, powers[i], 0x10);
                    high ^= Pclmulqdq.CarrylessMultiply(x, powers[i], 0x11);
                }

                sum = Reduce(low, middle, high);
            }

            return sum;
        }
    }

    private static Vector128<ulong> Read(ReadOnlySpan<byte> block) =>
        Vector128.Create(BinaryPrimitives.ReadUInt64BigEndian(block[8..]), BinaryPrimitives.ReadUInt64BigEndian(block));

    private static Vector128<ulong> Multiply(Vector128<ulong> x, Vector128<ulong> y) => Reduce(
        Pclmulqdq.CarrylessMultiply(x, y, 0x00),
        Pclmulqdq.CarrylessMultiply(x, y, 0x01) ^ Pclmulqdq.CarrylessMultiply(x, y, 0x10),
        Pclmulqdq.CarrylessMultiply(x, y, 0x11));

    // Montgomery's way, 64 bits at a time from below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Reduce(Vector128<ulong> low, Vector128<ulong> middle, Vector128<ulong> high)
    {
        low ^= Sse2.ShiftLeftLogical128BitLane(middle, 8);
        high ^= Sse2.ShiftRightLogical128BitLane(middle, 8);
        low = Swapped(low) ^ Pclmulqdq.CarrylessMultiply(low, Polynomial, 0x10);
        low = Swapped(low) ^ Pclmulqdq.CarrylessMultiply(low, Polynomial, 0x10);
        return high ^ low;
    }

    private static Vector128<ulong> Swapped(Vector128<ulong> x) => Sse2.Shuffle(x.AsUInt32(), 0b01_00_11_10).AsUInt64();

    private static Vector128<ulong> Folded(Vector512<ulong> x)
    {
        Vector256<ulong> half = x.GetLower() ^ x.GetUpper();
        return half.GetLower() ^ half.GetUpper();
    }
}
