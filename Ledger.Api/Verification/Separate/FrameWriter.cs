using System.Buffers.Binary;
using System.Text;

namespace Ledger.Api.Verification.Separate;

/// <summary>Collects an answer's parts: numbers of four bytes, and bytes and texts behind their length. Large parts are not copied.</summary>
internal sealed class FrameWriter
{
    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    public void Number(int value)
    {
        byte[] part = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(part, value);
        Add(part);
    }

    public void Bytes(ReadOnlyMemory<byte> value)
    {
        Number(value.Length);
        Add(value);
    }

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>Writes the whole behind its own length.</summary>
    public void WriteTo(Stream output)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, checked((int)Length));
        output.Write(length);
        foreach (ReadOnlyMemory<byte> part in _parts)
        {
            output.Write(part.Span);
        }

        output.Flush();
    }

    private void Add(ReadOnlyMemory<byte> part)
    {
        _parts.Add(part);
        Length += part.Length;
    }
}
