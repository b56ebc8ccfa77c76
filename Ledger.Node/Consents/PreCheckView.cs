using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Node.Consents;

/// <summary>Whose licences a pre-check looks at, and what of them its caller may know.</summary>
/// <param name="Holders">The holders' 16 bytes; none where the ledger knows nobody of the code.</param>
/// <param name="MaySee">Whether the caller may know of a licence.</param>
/// <param name="MaySeeAllOf">Whether the caller may know of every licence of a type: that there is none is told then only.</param>
/// <param name="MaySeeMaterial">Whether the caller may know of a material.</param>
/// <param name="ShowsValues">Whether values are shown: to holders themselves. A department gets them by a use, which is in the log first.</param>
internal sealed record PreCheckView(
    IReadOnlyList<ByteString> Holders, Func<LicenceIdentifier, bool> MaySee, Func<string, bool> MaySeeAllOf, Func<MaterialIdentifier, bool> MaySeeMaterial,
    bool ShowsValues);
