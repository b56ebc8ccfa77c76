using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Documents.Ofd;

/// <summary>Who seals an OFD file.</summary>
/// <param name="Seal">The seal.</param>
/// <param name="Key">An SM2 key that may apply it.</param>
/// <param name="Signer">The key's certificate.</param>
/// <param name="Time">When.</param>
internal sealed record OfdSealer(ESeal Seal, SigningKey Key, Certificate Signer, DateTimeOffset Time)
{
    /// <summary>Whether a time stamp of the seal's signature follows. The file says so under the seal: it cannot be taken away unseen.</summary>
    public bool IsStamped { get; init; }

    /// <summary>Whether programs in use show the seal's picture; a drawing (SVG) they do not.</summary>
    public bool IsShown => Seal.Info.Picture.Type.ToUpperInvariant() is "PNG" or "JPG" or "JPEG" or "GIF" or "BMP";
}
