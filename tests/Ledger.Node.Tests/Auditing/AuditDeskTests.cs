using System.Diagnostics;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Auditing;

namespace Ledger.Node.Tests.Auditing;

/// <summary>Recording, pages, limits and pseudonyms.</summary>
public sealed class AuditDeskTests : IAsyncLifetime, IDisposable
{
    private readonly AuditedLedger _audited = new();

    public async Task InitializeAsync() => await _audited.Ledger.AppendAsync("a: 0");

    public async Task DisposeAsync() => await _audited.DisposeAsync();

    public void Dispose() => _audited.Dispose();

    [Fact]
    public async Task Pages_of_any_length_have_every_entry_once_and_prove_it()
    {
        const int Seed = 20261126;
        Random random = new(Seed);
        string[][] said = [.. Enumerable.Range(0, 600).Select(_ => Enumerable.Range(0, random.Next(4)).Select(_ => $"{random.Next(6)}").Distinct().ToArray())];
        await Task.WhenAll(said.Select(licences => _audited.RecordAsync(licences)));
        Assert.Equal(600, await _audited.CommitAsync());
        await _audited.RecordAsync("not committed to");

        for (int round = 0; round < 12; round++)
        {
            string? licence = round % 2 == 0 ? null : $"{random.Next(6)}";
            byte[]? subject = licence is null ? null : _audited.Pseudonyms.Licence(licence).ToByteArray();
            List<long> seen = [];
            for (long? from = 0; from is long first;)
            {
                AuditPage page = _audited.Reading.Page(first, 1 + random.Next(AuditReading.MostEntries), subject);
                foreach (AuditPage.ProvenEntry entry in page.Entries)
                {
                    seen.Add(AuditEntries.Parse(entry.Bytes).Number);
                    Assert.True(InclusionProof.Verify(
                        MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(entry.Bytes), seen[^1], 600, [.. entry.Proof], page.Commitment!.Sha256Root));
                }

                from = page.Next;
            }

            Assert.Equal(Enumerable.Range(0, 600).Where(i => licence is null || said[i].Contains(licence)).Select(i => (long)i), seen);
        }
    }

    [Fact]
    public async Task Before_the_first_commitment_and_behind_the_last_a_page_is_empty()
    {
        await _audited.RecordAsync("A");
        Assert.Equal((0, null, null), (_audited.Reading.Page(0, 10, null).Entries.Count, _audited.Reading.Page(0, 10, null).Next, _audited.Reading.Page(0, 10, null).Commitment));
        await _audited.CommitAsync();
        Assert.Single(_audited.Reading.Page(0, 10, null).Entries);
        Assert.Empty(_audited.Reading.Page(1, 10, null).Entries);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_said_under_a_code_of_its_own()
    {
        _audited.Ledger.Writer.Quarantine("。", ".");
        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(() => _audited.RecordAsync("A"));
        Assert.Equal(LedgerError.AuditUnavailable, refusal.Error);
        Assert.Equal(0, _audited.Ledger.Writer.AuditSize);
    }

    [Fact]
    public async Task An_entry_takes_a_thousand_subjects_and_texts_of_200_characters_and_no_more()
    {
        await _audited.RecordAsync(Enumerable.Range(0, AuditEntries.MostSubjects).Select(i => $"{i}"));
        await Assert.ThrowsAsync<ArgumentException>(() => _audited.RecordAsync(Enumerable.Range(0, AuditEntries.MostSubjects + 1).Select(i => $"{i}")));
        await Assert.ThrowsAsync<ArgumentException>(() => _audited.RecordAsync("A", "A"));
        await _audited.Desk.RecordAsync(new AuditEntry { Action = new string('a', AuditEntries.LongestText) });
        await Assert.ThrowsAsync<ArgumentException>(() => _audited.Desk.RecordAsync(new AuditEntry { Action = new string('a', AuditEntries.LongestText + 1) }));
        Assert.Equal(2, _audited.Ledger.Writer.AuditSize);
    }

    [Fact]
    public async Task Strangers_refusals_are_one_entry_each_kind_and_beyond_256_kinds_one_for_the_rest()
    {
        AuditSummary summary = new(_audited.Desk);
        for (int i = 0; i < AuditSummary.MostKinds + 44; i++)
        {
            summary.Count("GET /x", $"10.0.{i}.0/24", "not-authenticated", 401);
            summary.Count("GET /x", $"10.0.{i}.0/24", "not-authenticated", 401);
        }

        await summary.RecordAsync();
        await summary.RecordAsync(); // nothing more
        await _audited.CommitAsync();
        AuditEntry[] entries = [.. _audited.Reading.Page(0, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))];
        Assert.Equal(AuditSummary.MostKinds + 1, entries.Length);
        Assert.Equal(2 * (AuditSummary.MostKinds + 44), entries.Sum(entry => entry.Count));
        Assert.Equal(88, entries.Single(entry => entry.Action == "others").Count);
    }

    [Fact]
    public void A_pseudonym_is_what_openssl_makes_of_the_key_and_the_number()
    {
        ProcessStartInfo start = new("openssl", ["mac", "-digest", "SM3", "-macopt", $"hexkey:{Convert.ToHexStringLower(AuditedLedger.Key)}", "HMAC"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process openssl = Process.Start(start)!;
        openssl.StandardInput.Write("audit licence\n1.2.156.3005.2");
        openssl.StandardInput.Close();
        string mac = openssl.StandardOutput.ReadToEnd();
        Assert.StartsWith(Convert.ToHexString(_audited.Pseudonyms.Licence("1.2.156.3005.2").Span), mac, StringComparison.Ordinal);
        Assert.Equal(Sm3.Hash(AuditedLedger.Key).Span[..8].ToArray(), _audited.Pseudonyms.KeyId.ToByteArray());
    }

    [Fact]
    public void Every_changed_byte_of_an_entry_is_another_entry_or_none()
    {
        AuditEntry entry = new() { Number = 7, Time = 1, System = "s", Action = "GET /x", Count = 1, Trace = ByteString.CopyFrom(new byte[16]) };
        byte[] bytes = AuditEntries.Encode(entry);
        Assert.Equal(entry, AuditEntries.Parse(bytes));
        foreach (byte[] other in (byte[][])[[.. bytes, 0], [.. bytes, 0x78, 0x01], bytes[..^1], bytes[4..], []])
        {
            Assert.Throws<FormatException>(() => AuditEntries.Parse(other));
        }

        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] changed = [.. bytes];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.NotEqual(entry, AuditEntries.Parse(changed));
            }
            catch (FormatException)
            {
                // none
            }
        }
    }
}
