using System.Text;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Tests.Verification;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Documents.Design;

/// <summary>Whatever a type lets through is drawn, whole, and nothing on it lies on anything else.</summary>
public sealed class EveryTypeDesignTests
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    public static TheoryData<string, bool> Faces
    {
        get
        {
            TheoryData<string, bool> faces = [];
            foreach (LicenceType type in Types.All)
            {
                faces.Add(type.Code, false);
                faces.Add(type.Code, true);
            }

            return faces;
        }
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public void The_longest_values_are_drawn_whole(string code, bool bilingual)
    {
        LicencePicture picture = TypeSample.Longest(Types.Find(code)!, bilingual);
        PageRecorder page = Draw(picture);
        page.AssertNothingOverlaps();
        int characters = page.Lines.Where(line => line.Role == Role.Cell).Sum(line => line.Text.Count(character => character is '值' or 'W'));
        int expected = picture.Fields.Sum(field => field.Value.Count(character => character is '值' or 'W'));
        Assert.Equal(expected, characters);
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public void What_is_told_to_be_the_same_in_many_documents_is_drawn(string code, bool bilingual)
    {
        LicencePicture picture = TypeSample.Longest(Types.Find(code)!, bilingual);
        HashSet<Rune> drawn = [.. Draw(picture).Lines.SelectMany(line => line.Text.EnumerateRunes())];
        Assert.Empty(FixedText.Of(picture).Where(rune => !drawn.Contains(rune)).Select(rune => rune.ToString()));
    }

    [Theory]
    [MemberData(nameof(Faces))]
    public void A_photograph_lies_on_no_text(string code, bool bilingual)
    {
        using TemporaryFolder folder = new();
        PageRecorder page = Draw(TypeSample.Longest(Types.Find(code)!, bilingual) with { Photo = SamplePhoto.Make(folder) });
        (int number, double left, double top, double right, double bottom) = Assert.Single(page.Photos);
        Assert.DoesNotContain(page.Lines, line => line.Page == number
            && line.Left < right && line.Right > left && line.Top < bottom && line.Bottom > top);
    }

    [Fact]
    public void Each_look_has_its_own_page()
    {
        Dictionary<LicenceLook, int> looks = Types.All.GroupBy(type => type.Template!.Look).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal((8, 4, 3), (looks[LicenceLook.Certificate], looks[LicenceLook.Booklet], looks[LicenceLook.Card]));
        foreach (LicenceType type in Types.All)
        {
            (double width, double height) = Draw(TypeSample.Longest(type, bilingual: false)).Sizes[0];
            Assert.Equal(type.Template!.Orientation is PageOrientation.Landscape, width > height);
        }
    }

    private static PageRecorder Draw(LicencePicture picture)
    {
        PageRecorder page = new();
        LicenceDesign.Draw(page, SampleLicence.Fonts, picture);
        return page;
    }
}
