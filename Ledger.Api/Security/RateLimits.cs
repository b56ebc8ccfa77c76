namespace Ledger.Api.Security;

/// <summary>
/// How often something may be asked for. Whoever was quiet may use the whole number at once; then as many come back in the time that the name
/// says, evenly.
/// </summary>
internal static class RateLimits
{
    /// <summary>Licences asked for by identifier and check code, of one address.</summary>
    public const int LookupsPerMinute = 10;

    /// <summary>The same in an hour.</summary>
    public const int LookupsPerHour = 60;

    /// <summary>The same of one network: /24 of IPv4, /48 of IPv6.</summary>
    public const int LookupsOfNetworkPerMinute = 120;

    /// <summary>A lookup whose identifier and check code do not belong together counts as so many.</summary>
    public const int MissedLookupCost = 4;

    /// <summary>Lookups of all callers that are answered at once.</summary>
    public const int LookupsAtOnce = 256;

    /// <summary>Files verified for one address.</summary>
    public const int FilesPerMinute = 10;

    /// <summary>The same in an hour.</summary>
    public const int FilesPerHour = 60;

    /// <summary>Presentations verified for one address: a counter reads one after another.</summary>
    public const int PresentationsPerMinute = 60;

    /// <summary>Pictures of a camera read for one address: as many as its page sends, and some more.</summary>
    public const int FramesPerMinute = 240;

    /// <summary>Sign-ins begun or finished from one address.</summary>
    public const int SignInsPerMinute = 20;

    /// <summary>Signatures that do not verify, of one address and key.</summary>
    public const int FailedSignaturesPerMinute = 60;

    /// <summary>Whatever else anybody may ask for, of one address.</summary>
    public const int OpenPerMinute = 12_000;

    /// <summary>Requests of one person who signed in.</summary>
    public const int OfPersonPerMinute = 120;

    /// <summary>Rates of callers that are remembered at a time, 16 bytes each; who asked least lately is forgotten first.</summary>
    public const int Remembered = 128 << 10;

    /// <summary>
    /// A lookup is answered so long after it came, whatever it found: the time says nothing about whether there is such a licence.
    /// </summary>
    public static TimeSpan LookupTime { get; } = TimeSpan.FromMilliseconds(20);
}
