namespace Ledger.Api.Documents.Design;

/// <summary>A rectangle of a page in points.</summary>
internal readonly record struct Area(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>Half way between left and right.</summary>
    public double Middle => (Left + Right) / 2;
}
