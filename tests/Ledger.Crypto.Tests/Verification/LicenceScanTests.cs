using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class LicenceScanTests : IDisposable
{
    private const int Damages = 4_000;

    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_usual_document_is_read_without_a_tree()
    {
        foreach (LicenceDocument document in Documents().Take(4))
        {
            byte[] bytes = document.ToBytes();
            Assert.Equal(bytes, LicenceScan.TryRead(bytes)!.ToBytes());
        }
    }

    [Fact]
    public void Parts_and_escapes_by_number_are_left_to_the_tree()
    {
        foreach (LicenceDocument document in Documents().Skip(4))
        {
            byte[] bytes = document.ToBytes();
            Assert.Null(LicenceScan.TryRead(bytes));
            Assert.Equal(bytes, LicenceDocument.Parse(bytes).ToBytes());
        }
    }

    [Fact]
    public void What_is_read_without_a_tree_is_read_with_one_to_the_same_document()
    {
        Random random = new(20261129);
        byte[][] documents = [.. Documents().Select(document => document.ToBytes())];
        int read = 0;
        for (int i = 0; i < Damages; i++)
        {
            byte[] damaged = Damage(documents[i % documents.Length], random);
            if (LicenceScan.TryRead(damaged) is { } document)
            {
                read++;
                Assert.Equal(damaged, document.ToBytes());
                Assert.Equal(damaged, LicenceDocument.ParseTree(damaged).ToBytes());
                Assert.Equal(document.Statement.ToBytes(), document.StatementBytes.ToArray());
                Assert.Equal(LicenceDocument.LeavesOf(document.Fields), document.Written!.HashLeaves());
            }
        }

        // Most damage in a value leaves a document, another one.
        Assert.InRange(read, Damages / 20, Damages);
    }

    [Fact]
    public void What_stood_in_the_file_counts_for_that_statement_and_those_fields_only()
    {
        LicenceDocument read = LicenceDocument.Parse(_world.Document.ToBytes());
        Assert.NotNull(read.Written);
        Assert.True(read.HasFieldsOfStatement);
        Assert.True((read with { Fields = [.. read.Fields] }).HasFieldsOfStatement);
        Assert.False((read with { Fields = [.. read.Fields.Skip(1).Append(read.Fields[0])] }).HasFieldsOfStatement);
        Assert.True(read.Showing([read.Fields[1].Name]).HasFieldsOfStatement);

        LicenceStatement newer = read.Statement with { Version = 2 };
        Assert.Equal(newer.ToBytes(), (read with { Statement = newer }).StatementBytes.ToArray());
        Assert.NotEqual(newer.ToBytes(), read.StatementBytes.ToArray());
    }

    [Theory]
    [InlineData("\"version\":1", "\"version\":01")]
    [InlineData("\"version\":1", "\"version\":-1")]
    [InlineData("\"version\":1", "\"version\":1.0")]
    [InlineData("\"version\":1", "\"version\":1000")]
    [InlineData("\"version\":1", "\"version\":0")]
    [InlineData("\"version\":1", "\"version\": 1")]
    [InlineData("\"version\":1", "\"version\":\"1\"")]
    [InlineData("\"version\":1", "\"version\":1,\"w\":1")]
    [InlineData("\"kind\":\"licence/v1\"", "\"kind\":\"licence/v2\"")]
    [InlineData("\"kind\":\"licence-statement/v1\"", "\"kind\":\"\"")]
    [InlineData("\"validFrom\":\"2026-06", "\"validFrom\":\"2026-13")]
    [InlineData("\"handle\":\"", "\"handle\":\"A")]
    [InlineData("\"log\":\"", "\"log\":\"\\u000a")]
    [InlineData("\"log\":\"", "\"log\":\"\t")]
    [InlineData("{\"certificates\"", " {\"certificates\"")]
    public void What_is_no_document_is_refused_either_way(string part, string instead)
    {
        string document = System.Text.Encoding.UTF8.GetString(_world.Document.ToBytes());
        Assert.Contains(part, document, StringComparison.Ordinal);
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(document.Replace(part, instead, StringComparison.Ordinal));
        Assert.Null(LicenceScan.TryRead(bytes));
        Assert.ThrowsAny<FormatException>(() => LicenceDocument.ParseTree(bytes));
    }

    [Fact]
    public void Two_fields_of_one_name_are_refused_either_way()
    {
        FaceField field = new("甲", "1", new string('a', 32));
        byte[] bytes = (_world.Document with { Fields = [field, field] }).ToBytes();
        Assert.NotNull(LicenceScan.TryRead(bytes));
        Assert.Throws<FormatException>(() => LicenceDocument.Parse(bytes));
    }

    // Four usual ones, one with every short escape in a value; one that has an escape by number there, and a part.
    private IEnumerable<LicenceDocument> Documents()
    {
        LicenceDocument document = _world.Document;
        yield return document;
        yield return document with { Statement = document.Statement with { Previous = "an earlier one", ValidTo = null } };
        yield return document with { Statement = document.Statement with { Previous = null, ValidTo = new DateOnly(2030, 1, 31) } };
        yield return document with { Fields = [.. document.Fields, new FaceField("备注", "一\n二\"三\"\\\b\f\r\t", new string('0', 32))] };
        yield return document with { Fields = [.. document.Fields, new FaceField("备注", "一\u0001二", new string('0', 32))] };
        yield return document.Showing([document.Fields[0].Name]);
    }

    internal static byte[] Damage(byte[] bytes, Random random)
    {
        int place = random.Next(bytes.Length);
        return random.Next(5) switch
        {
            0 => [.. bytes[..place], .. bytes[(place + 1)..]],
            1 => [.. bytes[..place], bytes[place], .. bytes[place..]],
            2 => [.. bytes[..place], (byte)random.Next(256), .. bytes[(place + 1)..]],
            3 => [.. bytes[..place], " \t\\\"0,:{}[]-+/="u8[random.Next(15)], .. bytes[(place + random.Next(2))..]],
            _ => [.. bytes[..place], (byte)(bytes[place] ^ 1), .. bytes[(place + 1)..]],
        };
    }
}
