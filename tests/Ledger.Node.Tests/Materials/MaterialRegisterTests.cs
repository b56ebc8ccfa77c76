using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Materials;

public sealed class MaterialRegisterTests : IAsyncDisposable
{
    private readonly MaterialLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task What_was_handed_in_is_read_back_with_all_that_was_said_of_it()
    {
        byte[] file = [.. MaterialLedger.Pdf(), .. RandomNumberGenerator.GetBytes(200_000)];
        HandedInMaterial handedIn = await _ledger.HandInAsync(file: file);
        string identifier = handedIn.Material.Material.Identifier.ToString();
        OpenedMaterial opened = _ledger.Register.Open(new MaterialRight(MaterialLedger.Authority), identifier);
        Assert.False(handedIn.IsKnown);
        Assert.Equal((MaterialState.Valid, TrustLevel.C), (opened.State, opened.Material.Level));
        Assert.Equal(("平面图.pdf", file.Length, "SH20261126-000017"), (opened.Content.Name, (int)opened.Content.Length, opened.Content.CaseNumber));
        Assert.Equal(Sm3.Hash(file).ToArray(), opened.Content.Sm3);
        Assert.Equal(SHA256.HashData(file), opened.Content.Sha256);
        Assert.Equal(file, _ledger.Read(identifier));
        _ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_repeated_request_gives_the_same_material_and_keeps_one_file()
    {
        HandedInMaterial first = await _ledger.HandInAsync(key: "one");
        HandedInMaterial again = await _ledger.HandInAsync(key: "one");
        Assert.Equal(first.Material.Material, again.Material.Material);
        Assert.True(again.Receipt.Replayed);
        Assert.Single(_ledger.StoredFiles());
        Assert.Equal(
            LedgerError.IdempotencyKeyReused,
            (await Assert.ThrowsAsync<LedgerException>(() => _ledger.HandInAsync(file: MaterialLedger.Pdf("another"), key: "one"))).Error);
        Assert.Single(_ledger.StoredFiles());
    }

    [Fact]
    public async Task The_same_file_of_the_same_holder_and_type_is_the_material_that_is_there()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        long size = _ledger.Parties.Writer.Head!.Size;
        HandedInMaterial second = await _ledger.HandInAsync(MaterialLedger.Plan() with { Name = "again.pdf" });
        Assert.True(second.IsKnown);
        Assert.Equal(first.Material.Material, second.Material.Material);
        Assert.Equal(size, _ledger.Parties.Writer.Head!.Size);
        Assert.Single(_ledger.StoredFiles());
    }

    [Fact]
    public async Task Of_two_holders_or_authorities_with_the_same_file_nothing_tells()
    {
        HandedInMaterial first = await _ledger.HandInAsync();
        HandedInMaterial other = await _ledger.HandInAsync(
            MaterialLedger.Plan() with { Holder = new HolderIdentity("上海另一家公司", "001", "91310107MADEM002XC") });
        HandedInMaterial elsewhere = await _ledger.HandInAsync(authority: MaterialLedger.Stranger);
        HandedInMaterial[] all = [first, other, elsewhere];
        Assert.All(all, one => Assert.False(one.IsKnown));
        Assert.Equal(3, all.Select(one => one.Material.Material.SealedFileSha256).Distinct().Count());
        Assert.Equal(3, all.Select(one => one.Material.Material.ContentCommitment).Distinct().Count());
        Assert.Equal(3, all.Select(one => one.Material.Material.Identifier.Serial).Distinct().Count());
        Assert.Equal(3, _ledger.StoredFiles().Select(File.ReadAllBytes).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task Another_authority_finds_nothing_unless_it_was_granted()
    {
        HandedInMaterial handedIn = await _ledger.HandInAsync();
        string identifier = handedIn.Material.Material.Identifier.ToString();
        foreach (string asked in (string[])[identifier, identifier[..^1] + (identifier[^1] == '0' ? '1' : '0'), "CL", ""])
        {
            Assert.Equal(
                LedgerError.NotFound,
                Assert.Throws<LedgerException>(() => _ledger.Register.Open(new MaterialRight(MaterialLedger.Stranger), asked)).Error);
        }

        MaterialRight granted = new(MaterialLedger.Stranger, handedIn.Material.Material.Handle);
        Assert.Equal(identifier, _ledger.Register.Open(granted, identifier).Material.Identifier.ToString());
    }

    [Fact]
    public async Task Nothing_of_file_holder_or_case_lies_in_the_clear()
    {
        byte[] file = MaterialLedger.Pdf("只在这份材料里的一句话");
        await _ledger.HandInAsync(MaterialLedger.Plan() with { Type = "CL020102", Holder = MaterialLedger.Person, ValidTo = new DateOnly(2027, 1, 1) }, file);
        byte[] stored = [.. _ledger.Parties.StoredBytes(), .. _ledger.StoredFiles().SelectMany(File.ReadAllBytes)];
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        byte[] bodies = [.. rows.Scan(Column.Bodies, []).SelectMany(row => row.Value)];
        byte[] leaves = [.. rows.Scan(Column.Entries, []).SelectMany(row => row.Value)];
        byte[][] secrets =
        [
            "沈知夏"u8.ToArray(), "310100198806120023"u8.ToArray(), "只在这份材料里的一句话"u8.ToArray(), "平面图.pdf"u8.ToArray(), "SH20261126"u8.ToArray(),
            Sm3.Hash(file).ToArray(), SHA256.HashData(file), Encoding.ASCII.GetBytes(Sm3.Hash(file).ToHex()),
        ];
        Assert.NotEmpty(bodies);
        foreach (byte[] secret in secrets)
        {
            Assert.All([stored, bodies, leaves], bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf(secret)));
        }
    }

    [Fact]
    public async Task A_file_that_no_event_names_is_found_and_one_with_an_event_is_not()
    {
        HandedInMaterial handedIn = await _ledger.HandInAsync();
        using ReceivedMaterial lost = await _ledger.Files.ReceiveAsync(new MemoryStream(MaterialLedger.Pdf("x")), MediaTypes.Pdf, CancellationToken.None);
        _ledger.Files.Keep(lost);
        Assert.Equal([lost.Handle], _ledger.Register.FindOrphans());
        _ledger.Register.RemoveOrphans([lost.Handle]);
        Assert.Equal([handedIn.Material.Material.Handle], _ledger.Files.Stored());

        // The events of these files may be among those that were lost.
        _ledger.Parties.LoseBody(0);
        _ledger.Files.Delete(handedIn.Material.Material.Handle);
        Assert.Empty(_ledger.Register.FindOrphans());
    }

    [Fact]
    public async Task What_was_still_coming_in_when_the_node_died_is_removed()
    {
        using ReceivedMaterial half = await _ledger.Files.ReceiveAsync(new MemoryStream(MaterialLedger.Pdf()), MediaTypes.Pdf, CancellationToken.None);
        Assert.Single(_ledger.StoredFiles());
        _ = new MaterialFiles(_ledger.Folder);
        Assert.Empty(_ledger.StoredFiles());
    }

    [Fact]
    public async Task An_audit_without_keys_finds_a_file_that_was_changed_or_is_missing()
    {
        await _ledger.HandInAsync();
        Assert.Null(Audit());
        string path = _ledger.StoredFiles().Single();
        byte[] whole = await File.ReadAllBytesAsync(path);
        byte[] changed = [.. whole];
        changed[^1] ^= 1;
        await File.WriteAllBytesAsync(path, changed);
        Assert.Contains("was changed", Audit()!.English, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("is missing", Audit()!.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_that_was_changed_only_what_is_right_is_given_and_no_end()
    {
        byte[] file = [.. MaterialLedger.Pdf(), .. RandomNumberGenerator.GetBytes(200_000)];
        HandedInMaterial handedIn = await _ledger.HandInAsync(file: file);
        string path = _ledger.StoredFiles().Single();
        byte[] sealedBytes = await File.ReadAllBytesAsync(path);
        sealedBytes[150_000] ^= 1; // in the third chunk
        await File.WriteAllBytesAsync(path, sealedBytes);
        using Stream stream = _ledger.Register.OpenFile(handedIn.Material);
        byte[] read = new byte[file.Length];
        await stream.ReadExactlyAsync(read.AsMemory(0, 2 * SealedFileFormat.ChunkLength));
        Assert.Equal(file[..(2 * SealedFileFormat.ChunkLength)], read[..(2 * SealedFileFormat.ChunkLength)]);
        Assert.Throws<CryptographicException>(() => stream.ReadByte());
        File.Delete(path);
        Assert.Throws<StoreException>(() => _ledger.Register.OpenFile(handedIn.Material));
    }

    [Fact]
    public async Task A_file_may_be_as_long_as_the_limit_and_no_longer()
    {
        byte[] longest = [.. MaterialLedger.Pdf(), .. new byte[MaterialLedger.MostBytes - MaterialLedger.Pdf().Length]];
        Assert.Equal(MaterialLedger.MostBytes, (await _ledger.HandInAsync(file: longest)).Material.Content.Length);
        Assert.Equal(LedgerError.TooLarge, (await _ledger.RefusedAsync(file: [.. longest, 0])).Error);
        Assert.Equal("/file", (await _ledger.RefusedAsync(file: [])).Field);
    }

    private ReplayDifference? Audit()
    {
        using LedgerRead rows = _ledger.Parties.Writer.Read();
        return MaterialFileCheck.Find(rows, _ledger.Folder, _ => { }, CancellationToken.None);
    }
}
