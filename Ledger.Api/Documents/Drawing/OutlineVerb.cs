namespace Ledger.Api.Documents.Drawing;

/// <summary>What a step of an outline does.</summary>
internal enum OutlineVerb
{
    /// <summary>Starts a contour.</summary>
    Move,

    /// <summary>A straight line.</summary>
    Line,

    /// <summary>A cubic Bézier curve.</summary>
    Curve,

    /// <summary>A straight line back to the start of the contour.</summary>
    Close,
}
