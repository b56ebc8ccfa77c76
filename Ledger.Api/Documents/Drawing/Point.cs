namespace Ledger.Api.Documents.Drawing;

/// <summary>A place on a page in points (1/72 inch); the origin is the top left corner, y grows downwards.</summary>
internal readonly record struct Point(double X, double Y);
