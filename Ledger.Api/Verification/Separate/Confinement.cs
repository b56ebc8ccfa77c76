using System.Runtime.InteropServices;

namespace Ledger.Api.Verification.Separate;

/// <summary>What a reading process gives up before it looks at the first file.</summary>
internal static partial class Confinement
{
    // asm-generic/resource.h
    private const int FileLength = 1;
    private const int DataLength = 2;
    private const int CoreLength = 4;
    private const int Descriptors = 7;

    /// <summary>Confines this process for good.</summary>
    /// <returns>What is in force.</returns>
    public static Confinements Apply()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Confinements.None;
        }

        Confinements inForce = Confinements.None;
        inForce |= TrySet(CoreLength, 0) && TrySet(FileLength, 0) && TrySet(Descriptors, ReadingLimits.Descriptors) ? Confinements.Files : 0;
        inForce |= TrySet(DataLength, ReadingLimits.MemoryLength) ? Confinements.Memory : 0;
        inForce |= SystemCallFilter.TryInstall() ? Confinements.Network : 0;
        return inForce;
    }

    private static bool TrySet(int resource, nuint limit) => SetLimit(resource, new Limit(limit, limit)) == 0;

    /// <summary>struct rlimit: what holds, and what it may be raised to.</summary>
    private readonly record struct Limit(nuint Soft, nuint Hard);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);
}
