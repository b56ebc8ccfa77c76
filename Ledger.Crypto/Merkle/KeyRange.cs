using System.Buffers.Binary;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>All keys of 32 bytes that begin with the same bits, two at a time: one range of a <see cref="RangeTree"/>.</summary>
/// <param name="Prefix">The bits, from the top; zeros below them.</param>
/// <param name="Digits">How many times two bits: 0, which is everything, to 32.</param>
public readonly record struct KeyRange(ulong Prefix, int Digits)
{
    /// <summary>How many ranges one is divided into.</summary>
    public const int FanOut = 4;

    /// <summary>The most digits: what begins with the same 64 bits is not divided any more.</summary>
    public const int MostDigits = 32;

    private const int Bits = 64;

    /// <summary>Everything.</summary>
    public static KeyRange All => default;

    /// <summary>The four parts, in order.</summary>
    public IEnumerable<KeyRange> Parts()
    {
        (ulong prefix, int digits) = (Prefix, Digits + 1);
        return Enumerable.Range(0, FanOut).Select(part => new KeyRange(prefix | ((ulong)part << (Bits - (2 * digits))), digits));
    }

    /// <summary>Whether a key lies in it.</summary>
    public bool Has(Digest key) => Digits == 0 || (BinaryPrimitives.ReadUInt64BigEndian(key.Span) ^ Prefix) >> (Bits - (2 * Digits)) == 0;

    /// <summary>The range of so many digits in which a key lies.</summary>
    public static KeyRange Of(Digest key, int digits) =>
        new(digits == 0 ? 0 : BinaryPrimitives.ReadUInt64BigEndian(key.Span) & (ulong.MaxValue << (Bits - (2 * digits))), digits);

    /// <summary>Its digits, 0 to 3 each; nothing for everything.</summary>
    public override string ToString()
    {
        ulong prefix = Prefix;
        return string.Concat(Enumerable.Range(1, Digits).Select(digit => (char)('0' + (int)((prefix >> (Bits - (2 * digit))) & 3))));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">Another text.</exception>
    public static KeyRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MostDigits || text.Any(digit => digit is < '0' or > '3'))
        {
            throw new FormatException($"A range has at most {MostDigits} digits, each 0 to 3.");
        }

        ulong prefix = text.Select((digit, place) => (ulong)(digit - '0') << (Bits - (2 * (place + 1)))).Aggregate(0UL, (sum, part) => sum | part);
        return new KeyRange(prefix, text.Length);
    }
}
