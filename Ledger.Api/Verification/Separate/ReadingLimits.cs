using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>How much of a machine the reading of untrusted files may use. What is read inside one file has limits of its own.</summary>
internal static class ReadingLimits
{
    /// <summary>Reading processes at once.</summary>
    public const int Processes = 2;

    /// <summary>Files that may wait for one of them; one more is told to come again.</summary>
    public const int Waiting = 64;

    /// <summary>Longest file that is handed over, in bytes.</summary>
    public const int FileLength = PdfLimits.FileLength;

    /// <summary>Longest answer that is taken, in bytes: all attachments, and some room for the rest.</summary>
    public const int AnswerLength = PdfLimits.InflatedLength + (2 << 20);

    /// <summary>What the memory manager of the process may use, in bytes.</summary>
    public const int HeapLength = 208 << 20;

    /// <summary>What the kernel lets the process use in all, in bytes of writable private memory (RLIMIT_DATA).</summary>
    public const int MemoryLength = 256 << 20;

    /// <summary>Descriptors that the process may have open; the runtime itself needs some forty.</summary>
    public const int Descriptors = 128;

    /// <summary>One file, from handing it over to the whole answer; then the process is killed.</summary>
    public static TimeSpan File { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A process ends itself after this long with one file, should nobody be left to kill it.</summary>
    public static TimeSpan Alone { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Starting a process on a busy machine.</summary>
    public static TimeSpan Start { get; } = TimeSpan.FromSeconds(20);
}
