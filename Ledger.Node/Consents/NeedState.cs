namespace Ledger.Node.Consents;

/// <summary>How it stands with one thing that an item needs; the better comes first.</summary>
internal enum NeedState
{
    /// <summary>A licence in force is there.</summary>
    Available,

    /// <summary>A material is there that may be used again.</summary>
    Reusable,

    /// <summary>A licence in force is there, or a material that may be used again, and its last day is near.</summary>
    Expiring,

    /// <summary>A promise stands for the material (告知承诺), and its day has not come.</summary>
    Promised,

    /// <summary>It is there, and an objection to it is open, or what a material rests on has changed.</summary>
    Disputed,

    /// <summary>Whether it is there is nobody's business without the holder's consent.</summary>
    NeedsConsent,

    /// <summary>A licence is there that does not count in the item's province.</summary>
    NotRecognised,

    /// <summary>It is not there, or does not count any more.</summary>
    Missing,
}
