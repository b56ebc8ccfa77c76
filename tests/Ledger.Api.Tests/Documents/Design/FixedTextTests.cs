using System.Text;
using Ledger.Api.Documents.Design;

namespace Ledger.Api.Tests.Documents.Design;

public sealed class FixedTextTests
{
    [Fact]
    public void Labels_are_told_and_values_are_not()
    {
        IReadOnlyList<Rune> told = FixedText.Of(SampleLicence.Business);
        Assert.Equal(told.Distinct().Order(), told);
        Assert.All(SampleLicence.Business.Fields.SelectMany(field => field.Label.EnumerateRunes()), rune => Assert.Contains(rune, told));
        Assert.DoesNotContain(new Rune('䶮'), told);
        Assert.DoesNotContain(new Rune('A'), told);
    }
}
