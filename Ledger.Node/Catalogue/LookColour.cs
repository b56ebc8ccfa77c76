namespace Ledger.Node.Catalogue;

/// <summary>The family of colours of a licence.</summary>
internal enum LookColour
{
    /// <summary>Gold lines on warm paper, red title.</summary>
    Gold,

    /// <summary>Red lines on rosy paper.</summary>
    Red,

    /// <summary>Green lines.</summary>
    Green,

    /// <summary>Blue lines.</summary>
    Blue,

    /// <summary>Blue-green lines.</summary>
    Teal,

    /// <summary>Violet lines.</summary>
    Violet,
}
