using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Catalogue;

public sealed class CatalogueRegisterTests : IAsyncDisposable
{
    private readonly CatalogueLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task What_comes_with_the_program_is_entered_once_under_one_checkpoint()
    {
        int count = CatalogueSeed.All().Count();
        Assert.Equal(count, await _ledger.EnterSeedAsync());
        Assert.Equal(count + 1, _ledger.Size);
        Assert.Equal(0, await _ledger.EnterSeedAsync());
        Assert.Equal(count + 1, _ledger.Size);
        Assert.Equal("", _ledger.Register.Get(CatalogueKind.Item, "12340100MBDEM3021R3342017013000", edition: null).EnteredBy);
        _ledger.RequireReplay();
    }

    [Fact]
    public async Task Only_what_a_log_lacks_is_entered()
    {
        List<CatalogueDefinition> seed = [.. CatalogueSeed.Of(CatalogueKind.MaterialType)];
        await _ledger.EnterAsync(seed.Skip(1));
        Assert.Equal(1, await _ledger.EnterAsync(seed));
    }

    [Fact]
    public async Task What_the_ledger_gives_is_what_came_with_the_program()
    {
        await _ledger.EnterSeedAsync();
        Assert.Equal(LicenceTypes.Embedded().All.Select(type => (type.Code, type.Name)), _ledger.Types.All.Select(type => (type.Code, type.Name)));
        Assert.Equal(MaterialTypes.Embedded().All.Select(type => type.Code), new MaterialTypes(_ledger.Writer).All.Select(type => type.Code));
        Assert.Equal(ServiceItems.Embedded().All.Select(item => item.Code), new ServiceItems(_ledger.Writer).All.Select(item => item.Code));
    }

    [Fact]
    public async Task The_log_holds_the_canonical_form_of_a_definition_and_who_entered_it()
    {
        CatalogueEntry entry = await _ledger.EnterAsync(CatalogueLedger.Type(1));
        Assert.Equal((CatalogueLedger.Code, 1, CatalogueLedger.Issuer, 0L), (entry.Code, entry.Edition, entry.EnteredBy, entry.Index));
        Assert.True(Crypto.Encoding.CanonicalJson.IsCanonical(entry.Definition.Span));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(CatalogueLedger.Type(1)), JsonNode.Parse(entry.Definition.Span)));
        Assert.Equal(CatalogueEntry.HandleOf("licence-type", CatalogueLedger.Code), entry.Handle);
        Assert.Equal(16, entry.Handle.Length);
        Assert.NotEqual(CatalogueEntry.HandleOf("item", CatalogueLedger.Code), entry.Handle);
        _ledger.RequireReplay();
    }

    [Fact]
    public async Task Fields_may_be_added_dropped_and_put_in_another_order_and_older_editions_stay()
    {
        await _ledger.EnterAsync(CatalogueLedger.Type(1, "A B C"));
        LicenceType first = _ledger.Types.Find(CatalogueLedger.Code)!;
        await _ledger.EnterAsync(CatalogueLedger.Type(2, "D C A"));
        Assert.Equal(["D", "C", "A"], _ledger.Types.Find(CatalogueLedger.Code)!.Fields.Select(field => field.Key));
        Assert.Same(first, _ledger.Types.Find(CatalogueLedger.Code, 1));
        Assert.Equal(["A", "B", "C"], first.Fields.Select(field => field.Key));
        Assert.Equal(2, _ledger.Types.Find(CatalogueLedger.Code, 2)!.Edition);
        Assert.Null(_ledger.Types.Find(CatalogueLedger.Code, 3));
        Assert.Null(_ledger.Types.Find(CatalogueLedger.Code, 0));
        Assert.Null(_ledger.Types.Find(CatalogueLedger.Code, -1));
        _ledger.RequireReplay();
    }

    [Fact]
    public async Task The_newest_definition_again_changes_nothing()
    {
        CatalogueEntry first = await _ledger.EnterAsync(CatalogueLedger.Type(1));
        long size = _ledger.Size;
        byte[] spaced = [.. CatalogueLedger.Type(1), .. "\n \n"u8];
        Assert.Equal(first.Index, (await _ledger.EnterAsync(spaced)).Index);
        Assert.Equal(size, _ledger.Size);
    }

    [Fact]
    public async Task A_repeated_request_is_one_entry_even_after_a_newer_edition()
    {
        CatalogueEntry first = await _ledger.EnterAsync(CatalogueLedger.Type(1), key: "one");
        await _ledger.EnterAsync(CatalogueLedger.Type(2, "B"));
        long size = _ledger.Size;
        Assert.Equal(first.Index, (await _ledger.EnterAsync(CatalogueLedger.Type(1), key: "one")).Index);
        Assert.Equal(size, _ledger.Size);
    }

    [Theory]
    [InlineData(1, "B", LedgerError.AlreadyExists)]
    [InlineData(2, "B", LedgerError.AlreadyExists)]
    [InlineData(4, "B", LedgerError.InvalidField)]
    [InlineData(1, "A", LedgerError.AlreadyExists)]
    internal async Task An_edition_is_one_more_than_the_one_before(int edition, string fields, LedgerError error)
    {
        await _ledger.EnterAsync(CatalogueLedger.Type(1));
        await _ledger.EnterAsync(CatalogueLedger.Type(2, "A B"));
        await RequireRefusedAsync(error, "/edition", CatalogueLedger.Type(edition, fields));
        await _ledger.EnterAsync(CatalogueLedger.Type(3, "B"));
    }

    [Fact]
    public async Task The_first_edition_is_one() => await RequireRefusedAsync(LedgerError.InvalidField, "/edition", CatalogueLedger.Type(2));

    [Fact]
    public async Task Where_the_definer_is_not_of_this_node_an_issuer_that_the_type_names_enters_it()
    {
        await RequireRefusedAsync(LedgerError.NotAllowed, "/definedBy", CatalogueLedger.Type(1), CatalogueLedger.Stranger);
        await RequireRefusedAsync(LedgerError.NotAllowed, "/definedBy", CatalogueLedger.Type(1), CatalogueLedger.Definer);
        await RequireRefusedAsync(LedgerError.NotAllowed, "/definedBy", CatalogueLedger.Type(1, members: ""));
        await _ledger.EnterAsync(CatalogueLedger.Type(1));

        // Nobody makes himself an issuer: the newest edition says who may.
        string toStranger = $"\"issuers\":[\"{CatalogueLedger.Stranger}\"],";
        await RequireRefusedAsync(LedgerError.NotAllowed, "/definedBy", CatalogueLedger.Type(2, members: toStranger), CatalogueLedger.Stranger);
        await _ledger.EnterAsync(CatalogueLedger.Type(2, members: toStranger));
        await RequireRefusedAsync(LedgerError.NotAllowed, "/definedBy", CatalogueLedger.Type(3));
        await _ledger.EnterAsync(CatalogueLedger.Type(3), CatalogueLedger.Stranger);
    }

    [Fact]
    public async Task Where_the_definer_is_of_this_node_it_alone_enters_a_type()
    {
        await new AuthorityRegister(_ledger.Writer).RegisterAsync(CatalogueLedger.Definer, "某局", "310000", CancellationToken.None);
        await RequireRefusedAsync(LedgerError.NotAllowed, "/definedBy", CatalogueLedger.Type(1));
        Assert.Equal(CatalogueLedger.Definer, (await _ledger.EnterAsync(CatalogueLedger.Type(1, members: ""), CatalogueLedger.Definer)).EnteredBy);
    }

    [Fact]
    public async Task A_single_licence_does_not_become_a_composite_one()
    {
        await _ledger.EnterAsync(CatalogueLedger.Type(1));
        string members = $"\"issuers\":[\"{CatalogueLedger.Issuer}\"],\"components\":[\"11100000MBDEM901XT001\"],";
        string composite = Encoding.UTF8.GetString(CatalogueLedger.Type(2, members: members))
            .Replace("\"kind\"", "\"meaning\":\"components\",\"kind\"", StringComparison.Ordinal);
        await RequireRefusedAsync(LedgerError.InvalidField, "/components", Encoding.UTF8.GetBytes(composite));
    }

    [Fact]
    public async Task A_wrong_definition_is_refused_with_its_reason()
    {
        LedgerException refused = await RequireRefusedAsync(LedgerError.InvalidField, "", CatalogueLedger.Type(1, "a"));
        Assert.Contains("字段短名", refused.Chinese, StringComparison.Ordinal);
        await RequireRefusedAsync(LedgerError.InvalidField, "", "[]"u8.ToArray());
    }

    [Fact]
    public async Task A_key_for_another_definition_is_refused()
    {
        await _ledger.EnterAsync(CatalogueLedger.Type(1), key: "one");
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _ledger.Register.EnterLicenceTypeAsync(
            CatalogueLedger.Issuer, CatalogueLedger.Type(2), CatalogueLedger.Key("one", "other"), CancellationToken.None));
        Assert.Equal(LedgerError.IdempotencyKeyReused, refused.Error);
    }

    [Fact]
    public async Task The_longest_definition_fits_an_event()
    {
        // 200 fields with choices, up to the limit to the byte.
        string longest = Encoding.UTF8.GetString(CatalogueLedger.Type(1, string.Join(' ', Enumerable.Range(1, 200).Select(n => $"F{n}"))));
        int left = CatalogueJson.LongestDefinition - Encoding.UTF8.GetByteCount(longest);
        string pad = $"\"recognition\":[{string.Join(',', Enumerable.Repeat("""{"issuedIn":["310000"],"usedIn":["320000"]}""", 400))}],";
        string json = longest.Replace("\"definedBy\"", pad + "\"definedBy\"", StringComparison.Ordinal);
        left -= Encoding.UTF8.GetByteCount(pad);
        Assert.True(left > 0);
        byte[] definition = Encoding.UTF8.GetBytes(json + new string(' ', left));
        Assert.Equal(CatalogueJson.LongestDefinition, definition.Length);
        Assert.Equal(200, LicenceTypes.Read((await _ledger.EnterAsync(definition)).Definition.Span).Fields.Count);
        await RequireRefusedAsync(LedgerError.InvalidField, "", [.. definition, (byte)' ']);
    }

    [Fact]
    public async Task A_list_goes_on_after_a_code_in_the_order_of_codes()
    {
        await _ledger.EnterSeedAsync();
        string[] all = [.. _ledger.Register.List(CatalogueKind.MaterialType, null, CatalogueRegister.MaximumListed, _ => true).Select(entry => entry.Code)];
        Assert.Equal(16, all.Length);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        List<string> paged = [];
        for (string? after = null; paged.Count < all.Length; after = paged[^1])
        {
            paged.AddRange(_ledger.Register.List(CatalogueKind.MaterialType, after, 5, _ => true).Select(entry => entry.Code));
        }

        Assert.Equal(all, paged);
        Assert.Empty(_ledger.Register.List(CatalogueKind.MaterialType, all[^1], 1, _ => true));
        Assert.Equal(all[1], _ledger.Register.List(CatalogueKind.MaterialType, null, 1, entry => entry.Code == all[1]).Single().Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ledger.Register.List(CatalogueKind.Item, null, 201, _ => true));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ledger.Register.List(CatalogueKind.Item, null, 0, _ => true));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await _ledger.EnterAsync(CatalogueLedger.Type(1));
        Assert.Equal(1, _ledger.Register.Get(CatalogueKind.LicenceType, CatalogueLedger.Code, edition: 1).Edition);
        Assert.All(
            [(CatalogueKind.Item, CatalogueLedger.Code, 1), (CatalogueKind.LicenceType, CatalogueLedger.Code, 2), (CatalogueKind.LicenceType, "", 1)],
            asked => Assert.Equal(
                LedgerError.NotFound,
                Assert.Throws<LedgerException>(() => _ledger.Register.Get(asked.Item1, asked.Item2, asked.Item3)).Error));
    }

    private async Task<LedgerException> RequireRefusedAsync(
        LedgerError error, string field, byte[] definition, string authority = CatalogueLedger.Issuer)
    {
        long size = _ledger.Size;
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _ledger.EnterAsync(definition, authority));
        Assert.Equal((error, field), (refused.Error, refused.Field));
        Assert.NotEqual(refused.Chinese, refused.English);
        Assert.Equal(size, _ledger.Size);
        return refused;
    }
}
