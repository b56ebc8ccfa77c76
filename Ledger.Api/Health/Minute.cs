namespace Ledger.Api.Health;

/// <summary>What one minute of a node's life was like; numbers only.</summary>
/// <param name="Number">Minutes since 1970.</param>
public sealed record Minute(long Number)
{
    /// <summary>Entries written to the log.</summary>
    public long Entries { get; internal set; }

    /// <summary>Licences issued.</summary>
    public long Issued { get; internal set; }

    /// <summary>Requests answered.</summary>
    public long Requests { get; internal set; }

    /// <summary>Seconds that they took together.</summary>
    public double Seconds { get; internal set; }

    /// <summary>Seconds that the slowest took.</summary>
    public double Slowest { get; internal set; }

    /// <summary>Verdicts: valid.</summary>
    public long Valid { get; internal set; }

    /// <summary>Verdicts: not valid.</summary>
    public long NotValid { get; internal set; }

    /// <summary>Verdicts: cannot tell.</summary>
    public long CannotTell { get; internal set; }

    /// <summary>For how many seconds entries had waited for the chain, at most.</summary>
    public double AnchorLag { get; internal set; }
}
