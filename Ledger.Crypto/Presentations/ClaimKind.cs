namespace Ledger.Crypto.Presentations;

/// <summary>What may be asked of a licence without seeing its data. Numbers stand in the presentation and are never reused.</summary>
public enum ClaimKind : byte
{
    /// <summary>年满18: the holder is 18 or older on the day of the presentation in China.</summary>
    Adult = 1,

    /// <summary>有效许可: the licence is of a type, is in force at the moment, and has been valid since a day.</summary>
    InForce = 2,
}
