namespace Ledger.Node.Federation;

/// <summary>Reads a stream whose length nobody vouches for.</summary>
internal static class BoundedRead
{
    private const int Step = 16 << 10;

    /// <summary>All of it.</summary>
    /// <exception cref="IOException">It is longer than allowed.</exception>
    public static async Task<byte[]> AllAsync(Stream stream, string name, int maxLength, CancellationToken cancel)
    {
        using MemoryStream read = new();
        byte[] buffer = new byte[Step];
        while (await stream.ReadAsync(buffer, cancel) is int length and > 0)
        {
            if (read.Length + length > maxLength)
            {
                throw new IOException($"{name} is longer than {maxLength} bytes.");
            }

            await read.WriteAsync(buffer.AsMemory(0, length), cancel);
        }

        return read.ToArray();
    }
}
