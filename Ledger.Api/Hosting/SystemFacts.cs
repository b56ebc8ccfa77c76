using System.Runtime.InteropServices;

namespace Ledger.Api.Hosting;

/// <summary>What only the operating system knows of files, users and the clock.</summary>
internal static partial class SystemFacts
{
    private const int FromHere = -100; // AT_FDCWD
    private const uint BasicFields = 0x7FF;
    private const int ClockError = 5; // TIME_ERROR

    /// <summary>Who runs this process.</summary>
    public static uint User => UserId();

    /// <summary>Whether something keeps the clock right, as the kernel knows it (adjtimex(2)).</summary>
    public static bool IsClockKept
    {
        get
        {
            // struct timex of zeros asks, and sets nothing.
            Span<byte> timex = stackalloc byte[512];
            timex.Clear();
            return AdjustTime(ref MemoryMarshal.GetReference(timex)) != ClockError;
        }
    }

    /// <summary>Whose a file is, and on which volume it lies.</summary>
    /// <returns>Null where it cannot be told: there is no such file.</returns>
    public static (uint Owner, ulong Volume)? Of(string path) =>
        Status(FromHere, path, 0, BasicFields, out FileStatus status) == 0
            ? (status.Owner, ((ulong)status.DeviceMajor << 32) | status.DeviceMinor)
            : null;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjustTime(ref byte timex);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, out FileStatus status);

    /// <summary>struct statx (statx(2)), which is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
