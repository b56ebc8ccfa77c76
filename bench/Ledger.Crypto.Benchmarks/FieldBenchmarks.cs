using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Benchmarks;

/// <summary>Arithmetic modulo the prime of SM2 in eight lanes of AVX-512: the times are of all eight.</summary>
public unsafe class FieldBenchmarks
{
    private const int Alignment = 64;
    private const int Times = 1_000;

    private LaneRoom* _room;

    [GlobalSetup]
    public void Begin()
    {
        _room = (LaneRoom*)NativeMemory.AlignedAlloc((nuint)sizeof(LaneRoom), Alignment);
        FieldLanes.Fill(LaneTable.Form(AffinePoint.Base.X), &_room->X2);
        FieldLanes.Fill(LaneTable.Form(AffinePoint.Base.Y), &_room->Y2);
        LaneSum.BeginLoaded(_room);
        _room->X = _room->Y2;
    }

    [GlobalCleanup]
    public void End() => NativeMemory.AlignedFree(_room);

    [Benchmark(OperationsPerInvoke = Times)]
    public void ProductsOneAfterTheOther()
    {
        for (int i = 0; i < Times; i++)
        {
            LaneProduct.Multiply(&_room->X2, &_room->Y2, &_room->X2);
        }
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void ProductsBesideEachOther()
    {
        for (int i = 0; i < Times; i += 2)
        {
            LaneProduct.Multiply(&_room->X2, &_room->Y2, &_room->T0);
            LaneProduct.Multiply(&_room->X2, &_room->Y2, &_room->T1);
        }
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void Squares()
    {
        for (int i = 0; i < Times; i++)
        {
            LaneProduct.Square(&_room->X2, &_room->X2);
        }
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public void Additions()
    {
        for (int i = 0; i < Times; i++)
        {
            FieldLanes.Fill(LaneTable.Form(AffinePoint.Base.X), &_room->X2);
            LaneSum.AddLoaded(_room);
        }
    }
}
