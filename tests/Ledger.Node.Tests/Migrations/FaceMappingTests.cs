using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;
using Ledger.Node.Migrations;

namespace Ledger.Node.Tests.Migrations;

/// <summary>Values are neither lost nor invented: what is on a new face can be read back to the old one, and nothing else is on it.</summary>
public sealed class FaceMappingTests
{
    private const int Runs = 2000;

    [Fact]
    public void By_any_mapping_that_accounts_for_everything_the_old_face_can_be_read_back()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        int rewritten = 0;
        for (int run = 0; run < Runs; run++)
        {
            RandomMapping made = new(random);
            FaceMapping faces = made.Faces;
            faces.RequireLossless();
            Dictionary<string, string> old = made.RandomFace(random);
            MappedFace mapped = faces.Apply(old);
            Assert.Empty(mapped.Lost);
            Assert.Empty(mapped.Invented);
            if (mapped.Refusals.Count == 0)
            {
                rewritten++;
                Assert.True(made.ReadBack(mapped.Values).OrderBy(pair => pair.Key).SequenceEqual(
                    old.Where(pair => !made.Dropped.Contains(pair.Key)).OrderBy(pair => pair.Key)), $"seed {seed}, run {run}");
            }
        }

        Assert.True(rewritten > Runs / 2, $"seed {seed}: only {rewritten} of {Runs} could be rewritten");
    }

    [Fact]
    public void By_a_mapping_with_one_rule_left_out_what_it_used_is_told_as_lost()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        for (int run = 0; run < Runs; run++)
        {
            RandomMapping made = new(random);
            TypeMapping whole = made.Faces.Mapping;
            FieldMapping left = whole.Fields[random.Next(whole.Fields.Count)];
            if (whole.Fields.Count == 1)
            {
                continue;
            }

            FaceMapping faces = new(whole with { Fields = [.. whole.Fields.Where(field => field != left)] }, made.Faces.From, made.Faces.To);
            Dictionary<string, string> old = made.RandomFace(random);
            Assert.Equal(left.Sources.Order(), faces.Unaccounted.Order());
            Assert.Equal(left.Sources.Where(old.ContainsKey).Order(), faces.Apply(old).Lost.Order());
            Assert.Throws<LedgerException>(faces.RequireLossless);
        }
    }

    [Theory]
    [InlineData("""{ "key": "N1", "from": "NICHTS" }""", "NICHTS")]
    [InlineData("""{ "key": "NICHTS", "from": "A" }""", "NICHTS")]
    [InlineData("""{ "key": "N1" }""", "N1")]
    [InlineData("""{ "key": "N1", "from": "A", "constant": "B" }""", "N1")]
    [InlineData("""{ "key": "N1", "join": ["A"], "pattern": "{1}" }""", "N1")]
    [InlineData("""{ "key": "N1", "join": ["A", "B"], "pattern": "{1}，{2}，{3}" }""", "N1")]
    [InlineData("""{ "key": "N1", "join": ["A", "B"] }""", "N1")]
    [InlineData("""{ "key": "N1", "split": "A", "pattern": "{1}，{2}", "part": 3 }""", "N1")]
    [InlineData("""{ "key": "N1", "split": "A", "pattern": "{1}，{2}", "part": 0 }""", "N1")]
    [InlineData("""{ "key": "N1", "split": "A", "pattern": "{1}{2}", "part": 1 }""", "N1")]
    [InlineData("""{ "key": "N1", "from": "A", "pattern": "{1}" }""", "N1")]
    [InlineData("""{ "key": "N1", "date": "A", "form": "d.M.yyyy" }""", "N1")]
    [InlineData("""{ "key": "N1", "date": "A" }""", "N1")]
    [InlineData("""{ "key": "N1", "from": "A", "demandedBy": "C0293-2024" }""", "N1")]
    [InlineData("""{ "key": "N1", "from": "A", "text": "A" }""", "text")]
    [InlineData("""{ "key": "N1", "from": "D" }""", "D")]
    public void A_wrong_mapping_is_refused_with_its_place(string field, string words)
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""
            {"from":{"type":"{{MigrationLedger.OldType}}","edition":1},"to":{"type":"{{MigrationLedger.NewType}}","edition":1},
             "fields":[{{field}}],"dropped":[{"key":"D","reason":"标准无此项"}]}
            """);
        LicenceType old = LicenceTypes.Read(MigrationLedger.Form(MigrationLedger.OldType, "旧", null, null, "A B D"));
        LicenceType standard = LicenceTypes.Read(MigrationLedger.Form(MigrationLedger.NewType, "新", null, null, "N1 N2"));
        LedgerException refused = Assert.Throws<LedgerException>(() => new FaceMapping(TypeMapping.Read(json), old, standard));
        Assert.Equal((LedgerError.InvalidField, "/mapping"), (refused.Error, refused.Field));
        Assert.Contains(words, refused.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_has_1_to_200_fields()
    {
        Assert.Throws<LedgerException>(() => TypeMapping.Read(WithFields(0)));
        Assert.Equal(200, TypeMapping.Read(WithFields(200)).Fields.Count);
        Assert.Throws<LedgerException>(() => TypeMapping.Read(WithFields(201)));
    }

    [Fact]
    public void The_digest_stands_for_the_content_and_not_for_the_way_it_is_written()
    {
        TypeMapping mapping = MigrationLedger.Mapping();
        Assert.Equal(mapping.Digest, MigrationLedger.Mapping(JsonNode.Parse(MigrationLedger.GoodMapping)!.ToJsonString()).Digest);
        Assert.NotEqual(
            mapping.Digest, MigrationLedger.Mapping(MigrationLedger.GoodMapping.Replace("新版", "旧版", StringComparison.Ordinal)).Digest);
    }

    [Theory]
    [InlineData("2024年3月5日", "yyyy年M月d日", "2024-03-05")]
    [InlineData("2024年03月05日", "yyyy年M月d日", "2024-03-05")]
    [InlineData("20240305", "yyyyMMdd", "2024-03-05")]
    [InlineData("2024.3.5", "yyyy.M.d", "2024-03-05")]
    [InlineData("2024/12/31", "yyyy/M/d", "2024-12-31")]
    [InlineData("2024年2月30日", "yyyy年M月d日", null)]
    [InlineData("2024-3-5", "yyyy/M/d", null)]
    [InlineData("长期", "yyyy年M月d日", null)]
    [InlineData("9999年12月31日", "yyyy年M月d日", null)]
    public void A_date_is_read_in_the_form_named_and_in_no_other(string value, string form, string? expected) =>
        Assert.Equal(expected, DateForms.Read(value, form));

    private static byte[] WithFields(int count) => Encoding.UTF8.GetBytes($$"""
        {"from":{"type":"A","edition":1},"to":{"type":"B","edition":1},
         "fields":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"key":"K{{i}}","from":"A"}"""))}}]}
        """);
}
