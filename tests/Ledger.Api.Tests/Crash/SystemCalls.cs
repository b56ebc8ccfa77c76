namespace Ledger.Api.Tests.Crash;

/// <summary>Runs a program under strace, which writes down or falsifies system calls. The program stays the shell's own child.</summary>
internal static class SystemCalls
{
    /// <summary>Writes every flush of a file to the disk into a file, with the path of what was flushed.</summary>
    public static string[] RecordFlushes(string file) =>
        ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-y", "-e", "trace=fdatasync,fsync", "-o", file];

    /// <summary>From a thread's call number <paramref name="from"/> on, a flush fails as on a broken disk.</summary>
    public static string[] FailFlushes(string call, int from, string file) =>
        ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-y", "-e", $"trace={call}", "-e", $"inject={call}:error=EIO:when={from}+", "-o", file];

    /// <summary>How many flushes were recorded of files whose path ends so.</summary>
    public static int Count(string file, string call, string path) => File.ReadLines(file).Count(line =>
        line.Contains($" {call}(", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal));
}
