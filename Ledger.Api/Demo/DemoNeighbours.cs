using Ledger.Crypto.Signing;
using Ledger.Node.Security;

namespace Ledger.Api.Demo;

/// <summary>The demonstration's provinces as each other's settings have them: each exchanges with all others.</summary>
internal static class DemoNeighbours
{
    /// <summary>The others, as a province's settings have them. Keys by which they ask and answer are made where there are none.</summary>
    /// <param name="own">The province.</param>
    /// <param name="folder">Where the provinces' folders lie, whose key folders are made.</param>
    /// <param name="addressOf">Under which address each is known.</param>
    /// <param name="passphrase">Of their private keys; null where they are not encrypted.</param>
    public static IReadOnlyList<NeighbourProvince> Of(DemoProvince own, string folder, Func<DemoProvince, Uri> addressOf, KeyPassphrase? passphrase = null) =>
    [
        .. DemoWorld.Provinces.Where(other => other != own).Select(other => new NeighbourProvince
        {
            Division = other.Division,
            Origin = other.Origin,
            Address = addressOf(other),
            RequestKeys = [KeyOf(folder, other, MessageKey.Requests, passphrase)],
            AnswerKeys = [KeyOf(folder, other, MessageKey.Answers, passphrase)],
        }),
    ];

    private static SystemKey KeyOf(string folder, DemoProvince province, string name, KeyPassphrase? passphrase)
    {
        using MessageKey key = MessageKey.Open(Path.Combine(folder, province.Folder, "keys"), name, province.Origin, passphrase);
        return new SystemKey
        {
            Id = key.Id,
            PublicKey = Convert.ToBase64String(new VerifyingKey(key.Key.Algorithm, key.Key.PublicKey.Span).ToPublicKeyInfo()),
        };
    }
}
