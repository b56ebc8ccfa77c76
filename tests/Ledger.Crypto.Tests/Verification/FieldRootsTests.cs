using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class FieldRootsTests
{
    [Fact]
    public void Licences_of_any_numbers_of_fields_have_together_the_roots_they_have_alone()
    {
        Random random = new(7);
        FaceField[][] licences = [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, random.Next(1, 6)).Select(k => Field(i, k)).ToArray())];

        Assert.Equal(licences.Select(LicenceDocument.RootOf), LicenceDocument.RootsOf(licences));
        Assert.Empty(LicenceDocument.RootsOf([]));
    }

    private static FaceField Field(int licence, int place) =>
        new($"F{place}", $"{licence}：{new string('值', licence * place)}", $"{licence:x16}{place:x16}");
}
