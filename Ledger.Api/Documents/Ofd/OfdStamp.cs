namespace Ledger.Api.Documents.Ofd;

/// <summary>Where the seal stands.</summary>
/// <param name="Page">Number of the page.</param>
/// <param name="X">Middle, in millimetres.</param>
/// <param name="Y">Middle, in millimetres.</param>
/// <param name="Radius">In millimetres.</param>
internal sealed record OfdStamp(int Page, double X, double Y, double Radius)
{
    /// <summary>The largest box of a picture's proportions inside the square around the place.</summary>
    public string BoxFor(int width, int height)
    {
        double scale = 2 * Radius / Math.Max(width, height);
        return OfdText.Box(X - (width * scale / 2), Y - (height * scale / 2), width * scale, height * scale);
    }
}
