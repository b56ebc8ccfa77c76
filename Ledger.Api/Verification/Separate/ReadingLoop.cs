using System.Buffers.Binary;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>
/// The reading process: confines itself, greets, then reads one file after another from standard input, each behind its length, and
/// answers each on standard output. It ends with its input, with an exception, or when one file takes it too long.
/// </summary>
internal static class ReadingLoop
{
    /// <summary>First byte of the greeting; the second says what is in force.</summary>
    public const byte Greeting = 0xE1;

    /// <summary>Runs until the input ends.</summary>
    public static void Run(Stream input, Stream output)
    {
        Confinements inForce = Confinement.Apply();
        output.Write([Greeting, (byte)inForce]);
        output.Flush();

        // Should the node die while a file is being read, nobody else would end this process.
        using Timer alone = new(_ => Environment.Exit(1));
        Span<byte> length = stackalloc byte[sizeof(int)];
        while (input.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            alone.Change(ReadingLimits.Alone, Timeout.InfiniteTimeSpan);
            ReadingFrame.Write(Read(input, BinaryPrimitives.ReadInt32BigEndian(length))).WriteTo(output);
            alone.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private static FileReading Read(Stream input, int length)
    {
        byte[] file = new byte[Math.Clamp(length, 0, ReadingLimits.FileLength)];
        input.ReadExactly(file);
        return FileReader.Read(file, CancellationToken.None);
    }
}
