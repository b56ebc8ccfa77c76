using System.Globalization;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Ofd;

/// <summary>A photograph among the resources of a document (clause 7.9).</summary>
/// <param name="Photo">The picture.</param>
/// <param name="Id">Its number.</param>
/// <param name="Place">Which of the photographs it is, from 0.</param>
internal sealed record OfdPhoto(JpegPhoto Photo, int Id, int Place)
{
    /// <summary>Name of its file among the resources.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"photo_{Place}.jpg");
}
