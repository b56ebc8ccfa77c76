using System.Buffers.Binary;
using System.Text;

namespace Ledger.Api.Verification.Separate;

/// <summary>Reads an answer strictly: every number within its bounds, nothing left over.</summary>
internal sealed class FrameReader(ReadOnlyMemory<byte> frame)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _position;

    /// <summary>A number from <paramref name="least"/> to <paramref name="greatest"/>.</summary>
    /// <exception cref="FormatException">Another one, or none.</exception>
    public int Number(int least, int greatest)
    {
        int value = BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)).Span);
        return value >= least && value <= greatest ? value : throw new FormatException($"A number is {value}, not {least} to {greatest}.");
    }

    /// <summary>One of the values that an enumeration names.</summary>
    /// <exception cref="FormatException">Another one.</exception>
    public T Choice<T>()
        where T : struct, Enum => (T)(object)Number(0, Enum.GetValues<T>().Length - 1);

    /// <summary>Yes or no.</summary>
    /// <exception cref="FormatException">Something else.</exception>
    public bool Flag() => Number(0, 1) == 1;

    /// <summary>At most so many bytes.</summary>
    /// <exception cref="FormatException">More, or fewer than announced.</exception>
    public ReadOnlyMemory<byte> Bytes(int maximum) => Take(Number(0, maximum));

    /// <summary>A text of at most so many bytes of UTF-8, without control characters.</summary>
    /// <exception cref="FormatException">Another one.</exception>
    public string Text(int maximum)
    {
        string text = AnyText(maximum);
        return text.Any(char.IsControl) ? throw new FormatException("A text has control characters.") : text;
    }

    /// <summary>A text of at most so many bytes of UTF-8.</summary>
    /// <exception cref="FormatException">Another one.</exception>
    public string AnyText(int maximum)
    {
        try
        {
            return Strict.GetString(Bytes(maximum).Span);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("A text is not UTF-8.", e);
        }
    }

    /// <summary>Nothing may follow.</summary>
    /// <exception cref="FormatException">Something does.</exception>
    public void End()
    {
        if (_position != frame.Length)
        {
            throw new FormatException("The answer goes on behind its end.");
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > frame.Length - _position)
        {
            throw new FormatException("The answer ends too early.");
        }

        ReadOnlyMemory<byte> taken = frame.Slice(_position, length);
        _position += length;
        return taken;
    }
}
